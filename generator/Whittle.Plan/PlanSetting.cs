namespace Whittle.Plan;

/// <summary>A setting that the model was compiled with.</summary>
/// <param name="Key">One of <see cref="Settings.SettingKey.All"/>.</param>
/// <param name="Value">As written.</param>
/// <param name="From">"item" (metadata), "file" (the settings file beside the model) or "option" (the command line).</param>
/// <param name="Line">Line of the settings file, from 1; 0 for the others.</param>
public sealed record PlanSetting(string Key, string Value, string From, int Line);
