"""The chat window: pages, panes and endpoints around `Assistant.answer`.

Nothing here decides what an answer says. `page.build` assembles the window, `serving.serve`
opens it; the rest turns answers, documents and catalog rows into escaped HTML.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is first imported
