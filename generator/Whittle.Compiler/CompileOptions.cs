using Whittle.Compiler.Selection;
using Whittle.Compiler.Settings;
using Whittle.Onnx;
using Whittle.Plan;

namespace Whittle.Compiler;

/// <summary>What the user asked for, from item metadata or the command line; see docs/architecture.md for the meaning of each.</summary>
public sealed record CompileOptions
{
    /// <summary>Name of the generated class; null derives it from the file name.</summary>
    public string? ClassName { get; init; }

    public string Namespace { get; init; } = "";

    /// <summary>"public" or "internal".</summary>
    public string Accessibility { get; init; } = "public";

    /// <summary>Values of symbolic dimensions by name ("batch" = 1), as <c>Dimensions="batch=1;time=16"</c>.</summary>
    public IReadOnlyDictionary<string, int> Dimensions { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Inputs that become constants, by name. Shapes are fixed at build time, so an input that gives a shape, axes or repetitions has to be bound;
    /// a bound input is no parameter of the generated class.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Bindings { get; init; } = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);

    /// <summary>The same as the settings have it, <c>Bind="sr=16000;axes=0,2"</c>: numbers that take the input's element type and shape.</summary>
    public IReadOnlyDictionary<string, double[]> Bind { get; init; } = new Dictionary<string, double[]>(StringComparer.Ordinal);

    /// <summary>Path shown in diagnostics; null takes the model's own path.</summary>
    public string? DisplayPath { get; init; }

    /// <summary>Whether float kernels must round as direct sums do. False allows those that are off by 1e-5 of the largest output, and are faster for it.
    /// Integer kernels give every bit anyway.</summary>
    public bool Exact { get; init; } = true;

    /// <summary>The form of kernel to take wherever a layer can have it, so that it can be measured; null lets costs decide, as it should outside of
    /// measurements.</summary>
    public KernelForm? Wanted { get; init; }

    /// <summary>Manifest resource name of the weights file; null derives it from namespace and class.</summary>
    public string? WeightsResource { get; init; }

    /// <summary>What the build does to float weights.</summary>
    public CompressionOptions Compression { get; init; } = CompressionOptions.None;

    /// <summary>What the compiled model may cost.</summary>
    public BudgetOptions Budget { get; init; } = BudgetOptions.None;

    /// <summary>The settings behind these options and where each was given, for the plan.</summary>
    public EquatableArray<PlanSetting> Settings { get; init; }
}
