namespace Whittle.Tool.Inspection;

/// <summary>Layer names for a narrow column. Names of exporters are paths in which much is said twice.</summary>
internal static class LayerNames
{
    /// <summary>The names, not longer than a width. What all share, or the path or the operator says again, goes first; then the beginning.</summary>
    public static IReadOnlyList<string> Fit(IReadOnlyList<LayerReport> layers, int width)
    {
        string[] names = [.. layers.Select(layer => layer.Name)];
        if (names.Any(name => name.Length > width))
        {
            var paths = layers.Select(Path).ToArray();
            var shared = Shared(paths);
            names = [.. paths.Select(path => string.Join('/', path.Skip(shared)))];
        }

        return [.. names.Select(name => Figures.Ending(name, width))];
    }

    /// <summary>The folders of a name: without those that the next begins with (stage2/stage2.0), and without the operator at its end.</summary>
    private static string[] Path(LayerReport layer)
    {
        var parts = layer.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (parts.Count > 1 && parts[^1] == layer.Operator)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return [.. parts.Where((part, i) => i + 1 == parts.Count || !parts[i + 1].StartsWith(part, StringComparison.Ordinal))];
    }

    /// <summary>How many folders all paths begin with; the last of each is its own.</summary>
    private static int Shared(string[][] paths)
    {
        var most = paths.Length > 1 ? paths.Min(path => path.Length) - 1 : 0;
        var shared = 0;
        while (shared < most && paths.All(path => path[shared] == paths[0][shared]))
        {
            shared++;
        }

        return shared;
    }
}
