using System.Globalization;
using Whittle.Compiler.Diagnostics;

namespace Whittle.Compiler.Importing;

/// <summary>Bounds what a few bytes of a file can ask for: loops in loops, functions that call functions.</summary>
internal sealed class ImportBudget
{
    /// <summary>Nodes of a model after loops are unrolled and functions inlined.</summary>
    public const int MostNodes = 20_000;

    private const int MostDepth = 64;

    private int _nodes;
    private int _depth;

    /// <summary>Counts a node.</summary>
    public void Take(string node)
    {
        if (++_nodes > MostNodes)
        {
            throw new ModelException(
                ErrorIds.ControlFlow,
                node,
                $"The model has more than {MostNodes.ToString(CultureInfo.InvariantCulture)} nodes once its loops are unrolled and its functions inlined.",
                "Export one step of the loop, and write the loop in C#.");
        }
    }

    /// <summary>Enters a function or a body, and leaves it when the result is disposed of.</summary>
    public IDisposable Enter(string node)
    {
        if (++_depth > MostDepth)
        {
            throw new ModelException(
                ErrorIds.ControlFlow,
                node,
                $"Functions and bodies are nested more than {MostDepth.ToString(CultureInfo.InvariantCulture)} deep, or call themselves.",
                "Export the model with its functions inlined.");
        }

        return new Level(this);
    }

    private sealed class Level(ImportBudget budget) : IDisposable
    {
        public void Dispose() => budget._depth--;
    }
}
