using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>What an operator's lowering sees: its node, the storage of its operands, and the ways to add steps, layer objects and stored tensors.</summary>
public sealed class LoweringContext(Node node, Lowerer lowerer)
{
    public Node Node { get; } = node;

    public NodeAttributes Attributes => Node.Attributes;

    /// <summary>Whether kernels must give every bit.</summary>
    public bool Exact => lowerer.Exact;

    /// <summary>The kernel for a layer.</summary>
    public KernelChoice Choose(KernelQuery query) => KernelSelector.Choose(query with { Wanted = lowerer.Wanted });

    public TensorType Type(int index) => Node.Input(index).KnownType;

    public TensorType OutputType => Node.Output.KnownType;

    public bool Has(int index) => Node.InputOrNull(index) is not null;

    public Tensor? Constant(int index) => Node.InputOrNull(index)?.Constant;

    /// <summary>The operand as a span to read: a buffer, the caller's input or a stored tensor.</summary>
    public Operand Input(int index) => new Operand.Read(lowerer.StorageOf(Node.Input(index)));

    /// <summary>The one-element operand as a value, a literal when it is constant.</summary>
    public Operand Scalar(int index)
    {
        var value = Node.Input(index);
        if (value.Constant is not { } constant)
        {
            return new Operand.ReadScalar(lowerer.StorageOf(value));
        }

        return constant.Element == ElementType.Float32 ? constant.As<float>()[0] : (Operand)constant.ToInt32s()[0];
    }

    /// <summary>The one-element operand as a value of the data's own type.</summary>
    public Operand Element(int index) => Constant(index) is { } constant && constant.Element is not (ElementType.Float32 or ElementType.Int32)
        ? Literals.Of(constant)
        : Scalar(index);

    /// <summary>The n-th result as a span to write.</summary>
    public Operand Output(int index = 0) => new Operand.Write(lowerer.Allocate(Node.Outputs[index] ?? throw new InvalidOperationException("result is not asked for")));

    public bool Wants(int output) => output < Node.Outputs.Count && Node.Outputs[output] is not null;

    /// <summary>The result is the operand under another shape: no step.</summary>
    public void Alias(int input = 0) => lowerer.Alias(Node.Output, Node.Input(input));

    /// <summary>Adds a kernel call "Class.Method".</summary>
    public void Step(string target, params Argument[] arguments) => Step(target, [], arguments);

    public void Step(string target, string[] typeArguments, params Argument[] arguments) =>
        lowerer.Model.Steps.Add(new LoweredStep(Describe(), target, typeArguments, arguments));

    /// <summary>Adds a call of a layer object's method.</summary>
    public void Step(LoweredObject layer, string method, params Argument[] arguments) =>
        Step($"o{lowerer.Model.Objects.IndexOf(layer)}.{method}", [], arguments);

    /// <summary>Adds a layer object, built once at first use.</summary>
    public LoweredObject Object(string type, string[] typeArguments, params Argument[] arguments)
    {
        var layer = new LoweredObject(lowerer.ObjectName(Node.Name), type, typeArguments, arguments);
        lowerer.Model.Objects.Add(layer);
        return layer;
    }

    /// <summary>A struct of constants; equal ones are shared. Returns its reference "sn".</summary>
    public string ShapeStruct(string contract, params (string Name, int Value)[] members)
    {
        var shape = new PlanShape(contract, members.Select(member => new PlanMember(member.Name, member.Value)).ToEquatable());
        var index = lowerer.Model.Shapes.IndexOf(shape);
        if (index < 0)
        {
            index = lowerer.Model.Shapes.Count;
            lowerer.Model.Shapes.Add(shape);
        }

        return FormattableString.Invariant($"s{index}");
    }

    /// <summary>Stores a tensor in the weights file.</summary>
    public Operand Store(string name, Tensor tensor) => new Operand.Stored(lowerer.Store(name, tensor));

    /// <summary>Records the facts of a layer that has weights.</summary>
    public void Layer(PlanLayer layer, Tensor weights) => lowerer.Model.Layers.Add((layer, weights));

    public ModelException Unsupported(string cause, string cure) => new(ErrorIds.UnsupportedForm, Node.Name, $"{Node.OperatorType}: {cause}.", cure);

    private string Describe()
    {
        var operands = string.Join(", ", Node.Inputs.OfType<Value>().Where(value => !value.IsConstant).Select(value => value.KnownType.ToString()));
        return $"{Node.Name}: {Node.OperatorType} {operands} -> {OutputType}";
    }
}
