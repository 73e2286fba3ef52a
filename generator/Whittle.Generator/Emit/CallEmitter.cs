using Whittle.Generator.Emit.Unrolled;
using Whittle.Plan;
using Whittle.Plan.Text;

namespace Whittle.Generator.Emit;

/// <summary>Calls and values of the plan as C# expressions.</summary>
internal sealed class CallEmitter(ModelPlan plan, EmittedNames names, EmitOptions options)
{
    /// <summary>Beyond this a statement takes one line per argument.</summary>
    private const int StatementLength = 150;

    /// <summary>The same for a construction, which has its type and name before it.</summary>
    private const int ConstructionLength = 50;

    /// <summary>A step as one statement.</summary>
    public string Statement(PlanCall call) =>
        UnrolledChain.Of(call) is { } chain
            ? WithArguments($"{names.Chain(chain)}.Run", call with { Arguments = call.Arguments.Take(2).ToEquatable() }, StepValue, StatementLength) + ";"
            : WithArguments($"{Target(call.Target)}{RuntimeNames.TypeArguments(call.TypeArguments, names)}", call, StepValue, StatementLength) + ";";

    /// <summary>The arguments of an object's constructor, for a field of the class Layers.</summary>
    public string Construction(PlanCall constructor) => WithArguments("new", constructor, LayerValue, ConstructionLength);

    /// <summary>The type that an object is of.</summary>
    public string ObjectType(PlanCall constructor) =>
        $"{RuntimeNames.Kernels}{constructor.Target}{RuntimeNames.TypeArguments(constructor.TypeArguments, names)}";

    /// <summary>How the class Layers reads a tensor from the weights file.</summary>
    public string ReadTensor(PlanValue value) => value switch
    {
        PlanValue.Tensor tensor => $"Weights.Read<{plan.Tensors[tensor.Index].Type.CSharp()}>({PlanNumbers.Write(tensor.Index)})",
        PlanValue.TensorIndices part => $"Weights.ReadIndices<{plan.Tensors[part.Index].Type.CSharp()}>({PlanNumbers.Write(part.Index)})",
        PlanValue.TensorCodebook part => $"Weights.ReadCodebook<{plan.Tensors[part.Index].Type.CSharp()}>({PlanNumbers.Write(part.Index)})",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a tensor."),
    };

    private string Target(string target)
    {
        var dot = target.IndexOf('.');
        return dot > 0 && PlanWords.TryReference(target.Substring(0, dot), "o", out var index)
            ? $"Layers.{names.Objects[index]}{target.Substring(dot)}"
            : RuntimeNames.Kernels + target;
    }

    private static string WithArguments(string target, PlanCall call, Func<PlanArgument, string> value, int maximum)
    {
        var arguments = call.Arguments.Select(argument => $"{Identifiers.Escape(argument.Name)}: {value(argument)}").ToArray();
        var line = $"{target}({string.Join(", ", arguments)})";
        return line.Length <= maximum ? line : $"{target}(\n    {string.Join(",\n    ", arguments)})";
    }

    private string LayerValue(PlanArgument argument) => argument.Value switch
    {
        PlanValue.Tensor or PlanValue.TensorIndices or PlanValue.TensorCodebook =>
            names.Constant(argument.Value) ?? ReadTensor(argument.Value),
        PlanValue.Element { Source: var source, Index: var index } => $"{LayerValue(argument with { Value = source })}[{PlanNumbers.Write(index)}]",
        _ => Value(argument.Value, LayerValue),
    };

    private string StepValue(PlanArgument argument)
    {
        // By the kernels' convention the parameters that are written begin with "output"; the others are read.
        var isRead = !argument.Name.StartsWith("output", StringComparison.Ordinal);
        return argument.Value switch
        {
            PlanValue.Element element => $"{Storage(element.Source)}[{PlanNumbers.Write(element.Index)}]",
            PlanValue.Input => Storage(argument.Value),
            PlanValue.Buffer buffer => Span(plan.Buffers[buffer.Index].Type.CSharp(), argument.Value, isRead),
            PlanValue.Output output => Span(plan.Outputs[output.Index].Type.CSharp(), argument.Value, isRead),
            PlanValue.Tensor or PlanValue.TensorIndices or PlanValue.TensorCodebook =>
                Span(ConstantTensors.ElementType(plan, argument.Value), argument.Value, isRead: true),
            _ => Value(argument.Value, StepValue),
        };
    }

    private string Span(string type, PlanValue value, bool isRead) =>
        isRead && !options.SpansConvert ? $"(global::System.ReadOnlySpan<{type}>){Storage(value)}" : Storage(value);

    private string Storage(PlanValue value) => value switch
    {
        PlanValue.Buffer buffer => names.Buffers[buffer.Index],
        PlanValue.Input input => names.Inputs[input.Index],
        PlanValue.Output output => names.Outputs[output.Index],
        _ => $"Layers.{names.Constant(value)}",
    };

    private string Value(PlanValue value, Func<PlanArgument, string> nested) => value switch
    {
        PlanValue.Integer integer => Literals.Integer(integer.Value),
        PlanValue.TypedInteger typed => Literals.Typed(typed.Type, typed.Value),
        PlanValue.Float number => Literals.Float(number.Value),
        PlanValue.Double number => Literals.Double(number.Value),
        PlanValue.Boolean boolean => Literals.Boolean(boolean.Value),
        PlanValue.Integers list => $"[{string.Join(", ", list.Values.Select(Literals.Integer))}]",
        PlanValue.Floats list => $"[{string.Join(", ", list.Values.Select(Literals.Float))}]",
        PlanValue.Booleans list => $"[{string.Join(", ", list.Values.Select(Literals.Boolean))}]",
        PlanValue.Symbol symbol => RuntimeNames.Kernels + symbol.Name,
        PlanValue.Construct { Call: var call } =>
            $"new {ObjectType(call)}({string.Join(", ", call.Arguments.Select(argument => $"{Identifiers.Escape(argument.Name)}: {nested(argument)}"))})",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a constant."),
    };
}
