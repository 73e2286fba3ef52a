namespace Whittle.Plan;

/// <summary>The page of a diagnostic, computed from its id.</summary>
public static class HelpLinks
{
    public static string Of(string id) => $"https://github.com/whittle-dotnet/whittle/blob/main/docs/rules/{id}.md";
}
