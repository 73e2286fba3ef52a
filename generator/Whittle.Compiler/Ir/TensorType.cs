using Whittle.Plan;

namespace Whittle.Compiler.Ir;

/// <summary>Element type and fixed shape of a value.</summary>
public sealed record TensorType(ElementType Element, TensorShape Shape)
{
    public int Rank => Shape.Rank;

    public int Length => Shape.Length;

    public TensorType WithShape(params int[] dimensions) => new(Element, new TensorShape(dimensions));

    public override string ToString() => $"{Element.Name()}{Shape}";
}
