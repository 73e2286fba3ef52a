using Whittle.Compiler;
using Whittle.Compiler.Settings;
using Whittle.Plan;

namespace Whittle.Build;

/// <summary>One model of the project with its settings checked and the names of everything that is made from it.</summary>
internal sealed record ModelRequest
{
    /// <summary>Path as the project names it; where diagnostics are shown.</summary>
    public required string Model { get; init; }

    public required string FullPath { get; init; }

    public required string ClassName { get; init; }

    public string Namespace { get; init; } = "";

    public string Accessibility { get; init; } = "public";

    /// <summary>Values of symbolic dimensions, as <see cref="DimensionList"/> writes them.</summary>
    public string Dimensions { get; init; } = "";

    /// <summary>All settings with their origin.</summary>
    public EquatableArray<PlanSetting> Settings { get; init; }

    /// <summary>Folder that relative folders in metadata are seen from.</summary>
    public string ProjectDirectory { get; init; } = "";

    /// <summary>What the item tells the analyzers about this model; nothing that is compiled depends on it.</summary>
    public string Rules { get; init; } = "";

    /// <summary>File that holds this request as text. The build compiles the model again when it is newer than the plan.</summary>
    public string RequestFile { get; init; } = "";

    public string PlanFile { get; init; } = "";

    public string WeightsFile { get; init; } = "";

    /// <summary>Why this model cannot even be handed to the compiler; null when it can.</summary>
    public PlanError? Problem { get; init; }

    /// <summary>Where in the settings file the problem stands; null when it is not one of the file.</summary>
    public SettingPlace? ProblemPlace { get; init; }

    public string FullClassName => Namespace.Length == 0 ? ClassName : Namespace + "." + ClassName;

    /// <summary>Manifest resource name of the weights.</summary>
    public string Resource => FullClassName + ".weights";

    public CompressionOptions Compression => EffectiveSettings.Of(Settings, FullPath).Compression(ProjectDirectory);

    public BudgetOptions Budget => EffectiveSettings.Of(Settings, FullPath).Budget(ProjectDirectory);

    public string ModelFileName => Path.GetFileName(FullPath);

    /// <summary>The settings, with the names that the project gives.</summary>
    public CompileOptions ToOptions() => EffectiveSettings.Of(Settings, FullPath).ToOptions(ProjectDirectory) with
    {
        ClassName = ClassName,
        Namespace = Namespace,
        Accessibility = Accessibility,
        Dimensions = DimensionList.TryParse(Dimensions, out var values, out _) ? values : new Dictionary<string, int>(StringComparer.Ordinal),
        DisplayPath = Model,
        WeightsResource = Resource,
    };

    /// <summary>A plan that says nothing but why there is none, for the IDE.</summary>
    public ModelPlan ToFailedPlan(PlanError error) => new()
    {
        Model = ModelFileName,
        ModelPath = Model,
        ClassName = ClassName,
        Namespace = Namespace,
        Accessibility = Accessibility,
        Settings = Settings,
        Errors = new EquatableArray<PlanError>([ProblemPlace is { } place && error == Problem
            ? error with { Cause = FormattableString.Invariant($"{Path.GetFileName(place.File)}({place.Line},{place.Column}): {error.Cause}") }
            : error]),
    };
}

/// <summary>A place in a settings file; line and column count from 1.</summary>
internal sealed record SettingPlace(string File, int Line, int Column);
