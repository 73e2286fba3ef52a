using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>A kernel call before buffers have places.</summary>
public sealed record LoweredStep(string Comment, string Target, string[] TypeArguments, Argument[] Arguments)
{
    public IEnumerable<Storage> Reads => Arguments.Select(argument => argument.Value switch
    {
        Operand.Read read => read.Storage,
        Operand.ReadScalar scalar => scalar.Storage,
        _ => null,
    }).OfType<Storage>();

    public IEnumerable<Storage> Writes => Arguments.Select(argument => (argument.Value as Operand.Write)?.Storage).OfType<Storage>();
}

/// <summary>A layer object before numbering: the constructor's type, type arguments and arguments.</summary>
public sealed record LoweredObject(string Name, string Type, string[] TypeArguments, Argument[] Arguments);

/// <summary>Everything lowering made, in order.</summary>
public sealed class LoweredModel
{
    public List<LoweredStep> Steps { get; } = [];

    public List<LoweredObject> Objects { get; } = [];

    public List<PlanShape> Shapes { get; } = [];

    public List<StoredTensor> Tensors { get; } = [];

    /// <summary>The layer table, each row with the weights whose stored bytes it will show.</summary>
    public List<(PlanLayer Facts, Ir.Tensor Weights)> Layers { get; } = [];
}
