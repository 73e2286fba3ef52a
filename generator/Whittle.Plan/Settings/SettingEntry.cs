namespace Whittle.Plan.Settings;

/// <summary>One setting of a settings file and where it stands. Lines and columns count from 1.</summary>
/// <param name="Key">Name of the setting as <see cref="SettingKey"/> spells it.</param>
/// <param name="Value">The text behind the equals sign, without the space around it.</param>
/// <param name="Line">Line of both.</param>
/// <param name="KeyColumn">Column of the key's first letter.</param>
/// <param name="ValueColumn">Column of the value's first letter, or of where it should be.</param>
public sealed record SettingEntry(string Key, string Value, int Line, int KeyColumn, int ValueColumn);
