namespace Whittle.Generator;

/// <summary>Names of the pipeline's steps, by which tests see what was recomputed.</summary>
internal static class TrackingNames
{
    public const string Options = nameof(Options);
    public const string Files = nameof(Files);
    public const string Plans = nameof(Plans);
    public const string Identities = nameof(Identities);
    public const string Hints = nameof(Hints);
    public const string Models = nameof(Models);
    public const string Sources = nameof(Sources);
    public const string Findings = nameof(Findings);
    public const string Types = nameof(Types);
    public const string Clashes = nameof(Clashes);

    public static readonly string[] All = [Options, Files, Plans, Identities, Hints, Models, Sources, Findings, Types, Clashes];
}
