namespace Whittle.Onnx.Reading;

/// <summary>What readers of nested messages need to know: where external data may lie, and how deep the graphs nest.</summary>
internal sealed class ReadContext(string? folder)
{
    private const int DeepestGraph = 64;

    private int _depth;

    public string? Folder => folder;

    public void EnterGraph()
    {
        if (++_depth > DeepestGraph)
        {
            throw new OnnxFormatException(
                $"Graphs are nested more than {DeepestGraph} levels deep.",
                "Flatten the bodies of If, Loop and Scan operators, or restore the file if it is damaged.");
        }
    }

    public void LeaveGraph() => _depth--;
}
