namespace Whittle.Plan;

/// <summary>The value of an argument. A closed set: the nested records are all there is.</summary>
/// <remarks>Each summary gives the form in the plan's text; docs/plan-format.md has the grammar.</remarks>
public abstract record PlanValue
{
    private PlanValue()
    {
    }

    /// <summary>An integer constant: <c>128</c>. In C# an <c>int</c> literal, which converts to a narrower parameter that is not inferred.</summary>
    public sealed record Integer(long Value) : PlanValue;

    /// <summary>An integer constant of a stated type: <c>uint8(128)</c>. For a parameter whose type C# infers, where a bare literal would make it
    /// <c>int</c>.</summary>
    /// <param name="Type">An integer type, or a float type for a value that happens to be whole.</param>
    /// <param name="Value">The value; of a uint64 the 64 bits.</param>
    public sealed record TypedInteger(ElementType Type, long Value) : PlanValue;

    /// <summary>A float constant: <c>0.01f</c>, <c>inff</c>, <c>-inff</c>, <c>nanf</c>.</summary>
    public sealed record Float(float Value) : PlanValue;

    /// <summary>A double constant: <c>0.01d</c>, <c>infd</c>, <c>-infd</c>, <c>nand</c>.</summary>
    public sealed record Double(double Value) : PlanValue;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Boolean(bool Value) : PlanValue;

    /// <summary>A list of integers, <c>[1, 28]</c>; an <c>int</c> span in C#. The empty list <c>[]</c> suits a span of any type.</summary>
    public sealed record Integers(EquatableArray<long> Values) : PlanValue;

    /// <summary>A list of floats, <c>[1f, 0.5f]</c>, empty <c>[]f</c>.</summary>
    public sealed record Floats(EquatableArray<float> Values) : PlanValue;

    /// <summary>A list of truth values, <c>[true, false]</c>, empty <c>[]b</c>.</summary>
    public sealed record Booleans(EquatableArray<bool> Values) : PlanValue;

    /// <summary>A member of an enumeration of the runtime: <c>PadMode.Constant</c>.</summary>
    /// <param name="Name">Type and member, one dot between them.</param>
    public sealed record Symbol(string Name) : PlanValue;

    /// <summary>Intermediate buffer <c>b3</c>.</summary>
    public sealed record Buffer(int Index) : PlanValue;

    /// <summary>Stored tensor <c>w3</c>, read and decoded at first use.</summary>
    public sealed record Tensor(int Index) : PlanValue;

    /// <summary>The index of each element of codebook tensor w3 into its codebook, as bytes: <c>w3.indices</c>.</summary>
    public sealed record TensorIndices(int Index) : PlanValue;

    /// <summary>The distinct values of codebook tensor w3: <c>w3.codebook</c>.</summary>
    public sealed record TensorCodebook(int Index) : PlanValue;

    /// <summary>The model's input <c>in0</c>.</summary>
    public sealed record Input(int Index) : PlanValue;

    /// <summary>The model's output <c>out0</c>.</summary>
    public sealed record Output(int Index) : PlanValue;

    /// <summary>One element of a buffer, input, output or tensor, as a scalar: <c>b3[0]</c>. For scales that are computed during the prediction.</summary>
    /// <param name="Source">A buffer, input, output or tensor.</param>
    /// <param name="Index">The element's index.</param>
    public sealed record Element(PlanValue Source, int Index) : PlanValue;

    /// <summary>A value built by a constructor of the runtime, such as an elementwise operator with its parameters: <c>LeakyRelu(alpha: 0.01f)</c>.</summary>
    public sealed record Construct(PlanCall Call) : PlanValue;
}
