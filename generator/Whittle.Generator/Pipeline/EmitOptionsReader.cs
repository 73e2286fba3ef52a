using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Whittle.Generator.Emit;

namespace Whittle.Generator.Pipeline;

/// <summary>What the project's language version means for the generated code.</summary>
internal static class EmitOptionsReader
{
    /// <summary>C# 14, as a number because the oldest host does not name it.</summary>
    private const LanguageVersion FirstClassSpans = (LanguageVersion)1400;

    public static EmitOptions Read(ParseOptions options, CancellationToken cancellation) =>
        new(SpansConvert: options is CSharpParseOptions { LanguageVersion: >= FirstClassSpans });
}
