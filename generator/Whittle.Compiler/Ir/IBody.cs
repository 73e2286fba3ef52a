namespace Whittle.Compiler.Ir;

/// <summary>A graph that a node holds (a branch of If, the body of Loop or Scan), to be put in the node's place as often as the node says.</summary>
public interface IBody
{
    /// <summary>Number of values that the body takes.</summary>
    int Inputs { get; }

    /// <summary>Number of values that it gives.</summary>
    int Outputs { get; }

    /// <summary>Puts a copy of the body before a node, typed and computed as far as constants reach; answers its results.</summary>
    /// <exception cref="ModelException">The body contradicts itself, or the graph grows too large.</exception>
    Value[] Inline(Graph graph, Node place, IReadOnlyList<Value> arguments);
}
