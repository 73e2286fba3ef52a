using Microsoft.CodeAnalysis;
using Whittle.Generator.Diagnostics;
using Whittle.Generator.Pipeline;

namespace Whittle.Generator;

/// <summary>Turns each plan (<c>*.whittle.plan</c>) into a class with typed <c>Predict</c> methods.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>The whole pipeline, in order; what each stage hands on compares by content.</summary>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.ParseOptionsProvider.Select(EmitOptionsReader.Read).WithTrackingName(TrackingNames.Options);

        // Text to plan, one model at a time.
        var files = context.AdditionalTextsProvider.Where(PlanFile.IsPlan).WithTrackingName(TrackingNames.Files);
        var plans = files.Select(PlanFile.Read).WithTrackingName(TrackingNames.Plans);

        // What the models must know of each other: their names, and nothing more.
        var identities = plans.Select(ModelIdentity.Of).WithTrackingName(TrackingNames.Identities);
        var hints = identities.Collect().Select(HintNames.Assign).WithTrackingName(TrackingNames.Hints);
        var models = plans.Combine(hints).Select(NamedModel.Of).WithTrackingName(TrackingNames.Models);

        // Source.
        var sources = models.Combine(options).Select(ModelSource.Of).WithTrackingName(TrackingNames.Sources);
        context.RegisterSourceOutput(sources, static (output, source) => source.AddTo(output));

        // Diagnostics of the models themselves.
        var findings = models.SelectMany(ModelFindings.Of).WithTrackingName(TrackingNames.Findings);
        context.RegisterSourceOutput(findings, static (output, finding) => finding.ReportTo(output));

        // Diagnostics of the user's types that stand in a model's way.
        var types = context.SyntaxProvider.CreateSyntaxProvider(DeclaredType.MayClash, DeclaredType.Of).WithTrackingName(TrackingNames.Types);
        var clashes = types.Collect().Combine(hints).SelectMany(ClassClashes.Find).WithTrackingName(TrackingNames.Clashes);
        context.RegisterSourceOutput(clashes, static (output, finding) => finding.ReportTo(output));
    }
}
