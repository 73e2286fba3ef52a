using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Whittle.Generator.Tests;

/// <summary>A plan as the compiler's additional file.</summary>
internal sealed class PlanText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public string Text => text;

    /// <summary>One of the sample plans.</summary>
    public static PlanText Sample(string name)
    {
        var file = name + ".whittle.plan";
        return new PlanText("/project/obj/" + file, File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Plans", file)).ReplaceLineEndings("\n"));
    }

    /// <summary>The same plan with something replaced that must be there.</summary>
    public PlanText With(string old, string now, string? path = null)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return new PlanText(path ?? Path, text.Replace(old, now, StringComparison.Ordinal));
    }

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
}
