using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Naming;
using Whittle.Compiler.Scheduling;
using Whittle.Compiler.Weights;
using Whittle.Plan;

namespace Whittle.Compiler.Planning;

/// <summary>Puts the lowered model, its arena and its weights file into the plan's form.</summary>
internal static class PlanAssembler
{
    /// <summary>Completes <paramref name="head"/> (the model's identity) with everything that lowering found.</summary>
    /// <param name="complete">Adds to a row of the layer table what lowering does not know.</param>
    public static CompileResult Assemble(ModelPlan head, Graph graph, LoweredModel model, string resource, Func<PlanLayer, PlanLayer> complete)
    {
        var (index, buffers, arena) = ArenaPlanner.Place(model);
        var codebooks = new HashSet<int>(model.Objects.SelectMany(o => o.Arguments)
            .Select(argument => argument.Value is Operand.Literal { Value: PlanValue.TensorCodebook codebook } ? codebook.Index : -1));
        var (file, forms) = WeightFile.Write([.. model.Tensors.Select(stored => (stored.Name, stored.Tensor))], codebooks);
        PlanValue Value(Operand operand) => ToPlan(operand, index);
        PlanCall Call(string target, string[] types, Argument[] arguments) =>
            new(target, types.ToEquatable(), arguments.Select(argument => new PlanArgument(argument.Name, Value(argument.Value))).ToEquatable());

        var plan = head with
        {
            Inputs = Ports(graph.Inputs.Select(input => (input.Name, input.KnownType)), []),
            Outputs = Ports(graph.Outputs.Select(output => (output.Name, output.Value.KnownType)), [.. graph.Inputs.Select(input => input.Name)]),
            Layers = model.Layers.Select(layer => complete(Stored(layer.Facts, forms, model.Tensors.FindIndex(stored => stored.Tensor == layer.Weights))))
                .ToEquatable(),
            Estimate = TimeEstimate.Of(model),
            WeightsResource = file.Length == 0 ? "" : resource,
            WeightsHash = file.Length == 0 ? "" : Hashing.Sha256(file),
            WeightsBytes = file.Length,
            Tensors = model.Tensors.Select((t, i) => new PlanTensor(t.Name, t.Tensor.Element, t.Tensor.Shape.ToEquatable(), forms[i].Encoding, forms[i].Bytes))
                .ToEquatable(),
            ArenaBytes = arena,
            Buffers = buffers,
            Shapes = model.Shapes.ToEquatable(),
            Objects = model.Objects.Select(o => new PlanObject(o.Name, Call(o.Type, o.TypeArguments, o.Arguments))).ToEquatable(),
            Steps = model.Steps.Select(step => new PlanStep(step.Comment, Call(step.Target, step.TypeArguments, step.Arguments))).ToEquatable(),
        };
        return new CompileResult(plan, file);
    }

    private static PlanValue ToPlan(Operand operand, IReadOnlyDictionary<Storage, int> buffers) => operand switch
    {
        Operand.Literal literal => literal.Value,
        Operand.Read read => Place(read.Storage, buffers),
        Operand.Write write => Place(write.Storage, buffers),
        Operand.ReadScalar scalar => new PlanValue.Element(Place(scalar.Storage, buffers), 0),
        Operand.Stored stored => new PlanValue.Tensor(stored.Tensor.Index),
        _ => throw new InvalidOperationException(operand.ToString()),
    };

    private static PlanValue Place(Storage storage, IReadOnlyDictionary<Storage, int> buffers) => storage.Kind switch
    {
        StorageKind.Input => new PlanValue.Input(storage.Index),
        StorageKind.Output => new PlanValue.Output(storage.Index),
        StorageKind.Stored => new PlanValue.Tensor(storage.Index),
        _ => new PlanValue.Buffer(buffers[storage]),
    };

    private static PlanLayer Stored(PlanLayer facts, (string Encoding, int Bytes)[] forms, int tensor) =>
        tensor < 0 ? facts : facts with { StoredBytes = forms[tensor].Bytes, Encoding = forms[tensor].Encoding };

    /// <summary>Parameter names from the model's names, no two alike.</summary>
    private static EquatableArray<PlanPort> Ports(IEnumerable<(string Name, TensorType Type)> values, IReadOnlyList<string> before)
    {
        var taken = new HashSet<string>(before.Select(Identifiers.Camel), StringComparer.Ordinal);
        var ports = new List<PlanPort>();
        foreach (var (name, type) in values)
        {
            var stem = Identifiers.Camel(name);
            var identifier = stem;
            for (var number = 2; !taken.Add(identifier); number++)
            {
                identifier = FormattableString.Invariant($"{stem}{number}");
            }

            ports.Add(new PlanPort(name, identifier, type.Element, type.Shape.ToEquatable()));
        }

        return ports.ToEquatable();
    }
}
