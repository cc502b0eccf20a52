"""Line icons of the window, drawn here so that none is fetched."""

PATHS = {
    "abstained": '<circle cx="8" cy="8" r="6"/><path d="M5 8h6"/>',
    "bad": '<path d="M5 3v7l3 4c1.2 0 1.6-.8 1.4-2L9 10h3.2c1 0 1.6-.8 1.4-1.8l-.9-4C12.5 3.4 12 3 11.2 3z M2.5 3v7"/>',
    "clarify": '<circle cx="8" cy="8" r="6"/><path d="M6.3 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.4v.1"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "copy": '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.5v-.5a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1V9a1 1 0 0 0 1 1H4"/>',
    "discuss": '<path d="M3 3h10v7.5H7.5L4.5 13v-2.5H3z"/>',
    "documents": '<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4"/>',
    "download": '<path d="M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10"/>',
    "edit": '<path d="m3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2z"/>',
    "good": '<path d="M5 13V6l3-4c1.2 0 1.6.8 1.4 2L9 6h3.2c1 0 1.6.8 1.4 1.8l-.9 4c-.2.8-.7 1.2-1.5 1.2z M2.5 13V6"/>',
    "new": '<path d="M8 3v10M3 8h10"/>',
    "out": '<path d="M6.5 4H4v8h8V9.5M9 3.5h3.5V7M12.3 3.7 7.5 8.5"/>',
    "partial": '<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>',
    "retry": '<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5"/>',
    "send": '<path d="M8 13V3M3.8 7.2 8 3l4.2 4.2"/>',
    "stop": '<rect x="4.5" y="4.5" width="7" height="7" rx="1" fill="currentColor"/>',
    "sum": '<path d="M12 4V2.8H4L8 8l-4 5.2h8V12"/>',
    "theme": '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
}


def icon(name: str) -> str:
    """An icon of 16 by 16; decoration, so screen readers pass it over."""
    return (
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.4" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{PATHS[name]}</svg>'
    )
