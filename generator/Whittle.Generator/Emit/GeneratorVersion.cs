namespace Whittle.Generator.Emit;

/// <summary>The version of Whittle that generated code names.</summary>
internal static class GeneratorVersion
{
    public static string Text { get; } = typeof(GeneratorVersion).Assembly.GetName().Version.ToString(3);
}
