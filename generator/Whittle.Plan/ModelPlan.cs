namespace Whittle.Plan;

/// <summary>Everything the generator, the analyzers and a reader need to know about one compiled model. See docs/plan-format.md.</summary>
public sealed record ModelPlan
{
    /// <summary>Version of the text format; a reader refuses any other.</summary>
    public const int FormatVersion = 1;

    /// <summary>File name of the model, without folder.</summary>
    public required string Model { get; init; }

    /// <summary>Path of the model as the project names it; where diagnostics are shown.</summary>
    public string ModelPath { get; init; } = "";

    /// <summary>SHA-256 of the model file, lower-case hex.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>Bytes of the model file.</summary>
    public long ModelBytes { get; init; }

    public required string ClassName { get; init; }

    /// <summary>Namespace of the class; "" is the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>"public" or "internal".</summary>
    public string Accessibility { get; init; } = "public";

    /// <summary>The settings that hold for the model, in the order of <see cref="Settings.SettingKey.All"/>.</summary>
    public EquatableArray<PlanSetting> Settings { get; init; }

    public EquatableArray<PlanPort> Inputs { get; init; }

    public EquatableArray<PlanPort> Outputs { get; init; }

    /// <summary>Names of the classes that the first output scores; empty when the model does not say.</summary>
    public EquatableArray<string> Labels { get; init; }

    public EquatableArray<PlanLayer> Layers { get; init; }

    /// <summary>What the compiler observed beyond the layers' own rows, for analyzers to judge.</summary>
    public EquatableArray<PlanFact> Facts { get; init; }

    /// <summary>Estimated time of a prediction; null when there is no estimate.</summary>
    public PlanEstimate? Estimate { get; init; }

    /// <summary>What compression by the build changed about the outputs; empty when it changed nothing.</summary>
    public EquatableArray<PlanOutputDeviation> OutputDeviations { get; init; }

    /// <summary>Measured accuracy; null when there is no test data.</summary>
    public PlanAccuracy? Accuracy { get; init; }

    /// <summary>Manifest resource name of the weights file; "" when the model has no stored tensors.</summary>
    public string WeightsResource { get; init; } = "";

    /// <summary>SHA-256 of the weights file.</summary>
    public string WeightsHash { get; init; } = "";

    /// <summary>Bytes of the weights file.</summary>
    public long WeightsBytes { get; init; }

    public EquatableArray<PlanTensor> Tensors { get; init; }

    /// <summary>Bytes of scratch memory that one prediction needs.</summary>
    public int ArenaBytes { get; init; }

    public EquatableArray<PlanBuffer> Buffers { get; init; }

    public EquatableArray<PlanShape> Shapes { get; init; }

    public EquatableArray<PlanObject> Objects { get; init; }

    public EquatableArray<PlanStep> Steps { get; init; }

    /// <summary>Why the model cannot be used; when there is one, the parts after the class name may be empty.</summary>
    public EquatableArray<PlanError> Errors { get; init; }

    /// <summary>Where the model goes beyond its budget (WHT3xxx). A build fails; the plan is complete all the same, so that an IDE keeps the class.</summary>
    public EquatableArray<PlanError> Excesses { get; init; }
}
