using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Whittle.Generator.Emit;

namespace Whittle.Generator.Pipeline;

/// <summary>A generated file; both parts empty when there is none.</summary>
internal sealed record ModelSource(string HintName, string Text)
{
    public static ModelSource Of((NamedModel Model, EmitOptions Options) pair, CancellationToken cancellation)
    {
        var (model, options) = pair;
        if (model.File.Plan is not { } plan || model.Name.Name.Length == 0)
        {
            return new ModelSource("", "");
        }

        // A class without members keeps the error at the model, instead of one more for each mention of the name.
        var text = plan.Errors.Count > 0 ? FailedClassEmitter.Emit(plan) : ModelClassEmitter.Emit(plan, options);
        return new ModelSource(model.Name.Name, text);
    }

    public void AddTo(SourceProductionContext output)
    {
        if (HintName.Length > 0)
        {
            output.AddSource(HintName, SourceText.From(Text, Encoding.UTF8));
        }
    }
}
