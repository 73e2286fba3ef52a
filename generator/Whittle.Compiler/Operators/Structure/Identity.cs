namespace Whittle.Compiler.Operators.Structure;

/// <summary>The operand itself.</summary>
internal sealed class Identity : Reinterpretation
{
    public override string Name => "Identity";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override int[] Shape(InferenceContext context) => context.Shape(0).ToArray();
}
