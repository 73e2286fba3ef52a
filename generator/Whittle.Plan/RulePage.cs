namespace Whittle.Plan;

/// <summary>Where a diagnostic is explained.</summary>
public static class RulePage
{
    /// <summary>Address of the page of an id.</summary>
    public static string Of(string id) => $"https://github.com/whittle-dotnet/whittle/blob/main/docs/rules/{id}.md";
}
