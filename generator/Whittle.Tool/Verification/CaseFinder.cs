namespace Whittle.Tool.Verification;

/// <summary>Finds cases in folders of the ONNX backend layout: model.onnx with test_data_set_N beside it.</summary>
internal sealed class CaseFinder
{
    private const string ModelFile = "model.onnx";
    private const string DataFolders = "test_data_set_*";

    private readonly Dictionary<string, CaseIndex?> _indices = new(StringComparer.Ordinal);

    /// <summary>All cases in and below a folder, by name.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public IReadOnlyList<VerificationCase> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ToolException(
                File.Exists(path) ? $"'{path}' is a file; a folder with {ModelFile} and {DataFolders} is wanted." : $"The folder '{path}' does not exist.");
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var folders = Directory.EnumerateFiles(root, ModelFile, SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Order(StringComparer.Ordinal);
        VerificationCase[] cases = [.. folders.SelectMany(folder => Cases(root, folder))];
        return cases.Length > 0 ? cases : throw new ToolException($"There is no {ModelFile} with {DataFolders} in '{path}' or below.");
    }

    /// <summary>The cases that a file names, a folder a line, below the given folders.</summary>
    public IReadOnlyList<VerificationCase> FindListed(string listFile, IReadOnlyList<string> paths)
    {
        if (!File.Exists(listFile))
        {
            throw new ToolException($"The file '{listFile}' does not exist.");
        }

        // Of a table the first column counts, so that lines of an index serve as they are.
        var names = File.ReadLines(listFile).Select(line => line.Split('\t')[0].Trim()).Where(line => line.Length > 0 && line[0] != '#');
        return [.. names.SelectMany(name => Named(name, paths))];
    }

    private IEnumerable<VerificationCase> Named(string name, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            var folder = Path.GetFullPath(Path.Combine(root, name));
            if (File.Exists(Path.Combine(folder, ModelFile)))
            {
                return Cases(root, folder);
            }
        }

        throw new ToolException($"The list names '{name}', which has no {ModelFile} below the given folders.");
    }

    private IEnumerable<VerificationCase> Cases(string root, string folder)
    {
        var sets = Directory.GetDirectories(folder, DataFolders);
        Array.Sort(sets, StringComparer.Ordinal);
        var name = folder == root ? Path.GetFileName(folder) : Path.GetRelativePath(root, folder).Replace('\\', '/');
        var bound = IndexOf(folder)?.BoundInputs(folder);
        return sets.Select(set => new VerificationCase(
            sets.Length == 1 ? name : $"{name}/{Path.GetFileName(set)}", Path.Combine(folder, ModelFile), set, bound));
    }

    private CaseIndex? IndexOf(string folder)
    {
        var parent = Path.GetDirectoryName(folder) ?? "";
        if (!_indices.TryGetValue(parent, out var index))
        {
            _indices[parent] = index = CaseIndex.Above(folder);
        }

        return index;
    }
}
