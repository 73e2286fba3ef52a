namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The mean over all spatial positions.</summary>
internal sealed class GlobalAveragePool : GlobalPool
{
    public override string Name => "GlobalAveragePool";
}
