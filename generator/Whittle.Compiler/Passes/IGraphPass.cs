using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Passes;

/// <summary>A rewriting of the graph that keeps its results.</summary>
internal interface IGraphPass
{
    /// <summary>What it is called in errors and traces.</summary>
    string Name { get; }

    /// <summary>Rewrites the graph; answers whether it changed anything.</summary>
    bool Run(Graph graph);
}
