"""The preview in the answer to an edit: this process has just compiled the revision, another one would do so anew."""

from flask import current_app, request


def preview_of(address: str) -> str:
    """The page that the preview shows at one of its own addresses; "" where it does not show one."""
    headers = {
        "Cookie": request.headers.get("Cookie", ""),
        "Accept-Language": request.headers.get("Accept-Language", ""),
    }
    with current_app.test_request_context(address, base_url=request.host_url, headers=headers):
        response = current_app.full_dispatch_request()
        return response.get_data(as_text=True) if response.status_code == 200 else ""
