using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Whittle.Analyzers.Torch;

namespace Whittle.Analyzers;

/// <summary>Judges code that makes models with TorchSharp. Its types are known by name only, so that nothing of it has to be there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TorchAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        RuleDescriptors.UncompressedExport, RuleDescriptors.ForwardWithGradients);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var names = TorchNames.Of(start.Compilation);
            if (names is not null)
            {
                start.RegisterOperationBlockAction(action => Check(action, names));
            }
        });
    }

    private static void Check(OperationBlockAnalysisContext context, TorchNames names)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        if (names.Export is not null)
        {
            UncompressedExport.Check(operations, names, context.ReportDiagnostic);
        }

        ForwardWithGradients.Check(context.OwningSymbol, operations.OfType<IInvocationOperation>().ToList(), names, context.ReportDiagnostic);
    }
}
