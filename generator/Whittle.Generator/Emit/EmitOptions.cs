namespace Whittle.Generator.Emit;

/// <summary>What the generated code must be for the project that compiles it.</summary>
/// <param name="SpansConvert">From C# 14 a type argument is inferred through the conversion of <c>Span&lt;T&gt;</c> or <c>T[]</c> to
/// <c>ReadOnlySpan&lt;T&gt;</c>; before, the conversion is written out.</param>
internal sealed record EmitOptions(bool SpansConvert);
