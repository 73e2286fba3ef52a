namespace Whittle.Compiler.Settings;

/// <summary>What is wrong with a setting and where it stands.</summary>
/// <param name="Cause">One sentence.</param>
/// <param name="Cure">One sentence.</param>
/// <param name="File">The settings file; "" when the setting was given directly.</param>
/// <param name="Line">From 1; 0 without a file.</param>
/// <param name="Column">From 1; 0 without a file.</param>
public sealed record SettingProblem(string Cause, string Cure, string File, int Line, int Column);
