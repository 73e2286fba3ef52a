using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Lowering;

/// <summary>
/// Lets the last step write straight into the caller's output span where that is safe, and copies where it is not. Safe means: nobody reads the value any more,
/// and every input has been read before, so that a caller may pass one array as input and output.
/// </summary>
internal static class OutputPlacement
{
    public static void Place(Graph graph, Lowerer lowerer)
    {
        var model = lowerer.Model;
        var read = new HashSet<Storage>(model.Steps.SelectMany(step => step.Reads));
        var lastInputRead = model.Steps.FindLastIndex(step => step.Reads.Any(storage => storage.Kind == StorageKind.Input));
        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            var value = graph.Outputs[i].Value;
            var storage = lowerer.StorageOf(value);
            var firstWrite = model.Steps.FindIndex(step => step.Writes.Contains(storage));

            // Unrolled code writes when it has read everything.
            var readsFirst = firstWrite >= 0 && model.Steps[firstWrite].Target == UnrolledChains.Target ? firstWrite : firstWrite - 1;
            if (storage.Kind == StorageKind.Arena && !read.Contains(storage) && readsFirst >= lastInputRead)
            {
                storage.BecomeOutput(i);
                continue;
            }

            var output = new Storage(graph.Outputs[i].Name, value.KnownType, StorageKind.Output, i);
            model.Steps.Add(new LoweredStep(
                $"{graph.Outputs[i].Name}: copy to the output",
                "Copy.Run",
                [],
                [new Argument("input", new Operand.Read(storage)), new Argument("output", new Operand.Write(output))]));
        }
    }
}
