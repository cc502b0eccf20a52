"""The assistant as a tool of a program that speaks MCP: the real server, a real client."""

import ast
import asyncio

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from running import open_window

QUESTION = "What does Modeling and Optimization for Machine Learning cost?"


def test_the_endpoints_are_tools_that_say_what_they_are_for(shared_state_dir, shipped_assistant):
    opened = open_window(shared_state_dir, options=", mcp=True")

    async def use():
        async with streamablehttp_client(f"{opened.url}gradio_api/mcp/") as (reading, writing, _), ClientSession(reading, writing) as session:
            await session.initialize()
            tools = {tool.name: tool.description or "" for tool in (await session.list_tools()).tools}
            return tools, await session.call_tool("answer", {"question": QUESTION})

    try:
        tools, reply = asyncio.run(use())
    finally:
        opened.stop()
    assert set(tools) == {"answer", "chat"}
    assert "abstained" in tools["answer"]
    assert not reply.isError
    assert ast.literal_eval(reply.content[0].text)["text"] == shipped_assistant.answer(QUESTION).text
