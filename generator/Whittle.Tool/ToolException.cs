namespace Whittle.Tool;

/// <summary>What the user asked for cannot be done; the message is the one line that says why.</summary>
internal sealed class ToolException(string message) : Exception(message);
