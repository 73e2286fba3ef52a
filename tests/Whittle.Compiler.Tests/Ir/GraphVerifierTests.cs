using Whittle.Compiler.Ir;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Ir;

public class GraphVerifierTests
{
    [Fact]
    public void SoundGraph_Passes() => GraphVerifier.Verify(Chain(), "nothing");

    [Fact]
    public void Order_IsChecked() => Breaks("'n1' reads 'a' before it is computed", graph =>
    {
        var first = graph.Nodes[0];
        var (input, output) = (first.Input(0), first.Output);
        graph.Remove(first);
        var late = new Node("late", "Relu", "", 21);
        late.AddInput(input);
        late.AddOutput(output);
        graph.Append(late);
    });

    [Fact]
    public void Producer_IsChecked() => Breaks("'a' does not know its producer 'n0'", graph => graph.Nodes[0].Output.Producer = graph.Nodes[1]);

    [Fact]
    public void Reader_IsChecked() => Breaks("'a' does not know its reader 'n1'", graph => graph.Nodes[0].Output.RemoveConsumer(graph.Nodes[1]));

    [Fact]
    public void ReaderOutsideTheGraph_IsFound() =>
        Breaks("'a' is read by a node outside the graph", graph => new Node("ghost", "Relu", "", 21).AddInput(graph.Nodes[0].Output));

    [Fact]
    public void Type_IsChecked() => Breaks("'a' has no type", graph => graph.Nodes[0].Output.Type = null);

    [Fact]
    public void ResultOfTwoNodes_IsFound() => Breaks("'a' is computed twice", graph =>
    {
        var twin = new Node("twin", "Abs", "", 21);
        twin.AddInput(graph.Inputs[0]);
        twin.AddOutput(graph.Nodes[0].Output);
        graph.Append(twin);
        graph.Nodes[0].Output.Producer = graph.Nodes[0];
    });

    [Fact]
    public void OutputThatNobodyComputes_IsFound() =>
        Breaks("output 'y' is not computed", graph => graph.Outputs[0].Value = new Value("lost") { IsGraphOutput = true });

    [Fact]
    public void OutputMark_IsChecked() => Breaks("'y' does not know that it is an output", graph => graph.Outputs[0].Value.IsGraphOutput = false);

    private static Graph Chain() => new TestModel().Input("x", 2).Node("Relu", "x", "a").Node("Abs", "a", "y").Output("y").Import();

    private static void Breaks(string message, Action<Graph> damage)
    {
        var graph = Chain();
        damage(graph);
        var fault = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(graph, "the pass"));
        Assert.Equal($"after the pass: {message}", fault.Message);
    }
}
