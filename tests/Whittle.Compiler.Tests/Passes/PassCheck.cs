using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Tests.Models;

namespace Whittle.Compiler.Tests.Passes;

/// <summary>Runs passes on a model's graph and compares the graph that is left, line by line.</summary>
internal static class PassCheck
{
    /// <summary>Runs the passes once each, with the verifier after it, and takes out what nobody reads.</summary>
    public static Graph Run(TestModel model, params IGraphPass[] passes)
    {
        var graph = model.Import();
        GraphVerifier.Verify(graph, "import");
        foreach (var pass in passes)
        {
            var before = GraphPrinter.Print(graph);
            var changed = pass.Run(graph);
            GraphVerifier.Verify(graph, pass.Name);
            Assert.Equal(changed, GraphPrinter.Print(graph) != before);
        }

        new DeadNodes().Run(graph);
        return graph;
    }

    /// <summary>The graph after the passes has these lines.</summary>
    public static Graph Gives(this TestModel model, IGraphPass pass, params string[] lines)
    {
        var graph = Run(model, pass);
        Assert.Equal(string.Join("\n", lines), GraphPrinter.Print(graph).TrimEnd('\n'));
        Assert.False(pass.Run(graph), "a second run changes the graph again");
        return graph;
    }

    /// <summary>The pass leaves the graph as it is, and says so.</summary>
    public static void Keeps(this TestModel model, IGraphPass pass)
    {
        var graph = model.Import();
        var before = GraphPrinter.Print(graph);
        Assert.False(pass.Run(graph), GraphPrinter.Print(graph));
        Assert.Equal(before, GraphPrinter.Print(graph));
    }

    public static float[] Floats(this Graph graph, string value) => graph.Nodes.SelectMany(node => node.Inputs).First(input => input?.Name == value)!.Constant!.ToFloats();
}
