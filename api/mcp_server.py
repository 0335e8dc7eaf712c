"""The MCP server: :mod:`api.mcp_tools` over standard input and output, for reading only."""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

from api.mcp_tools import Tools

INSTRUCTIONS = """\
The law of Georgia as it stood on any day. Start with resolve (a citation in words) or search;
ask for the outline of an act before its text; quote only what verify calls exact, and give the
permalink with it. A problem is an answer: do not fill in law that is not there. Orders listed as
refused or outstanding are NOT in the text.
"""


def mcp_server(tools: Tools) -> MCPServer:
    """A server with every tool."""
    server = MCPServer("matsne", instructions=INSTRUCTIONS, version="1", log_level="ERROR")
    for tool in tools.all:
        server.add_tool(
            tool, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False)
        )
    return server
