using System.Globalization;

namespace Whittle.Tool.Verification;

/// <summary>An INDEX.tsv beside cases: its first column names a folder, and a column "bind=1,2" the inputs that are constants because they fix
/// shapes.</summary>
internal sealed class CaseIndex
{
    private const string FileName = "INDEX.tsv";
    private const string Bind = "bind=";

    private readonly Dictionary<string, IReadOnlyList<int>> _bound = new(StringComparer.Ordinal);
    private readonly string _folder;

    private CaseIndex(string file)
    {
        _folder = Path.GetDirectoryName(file)!;
        foreach (var columns in File.ReadLines(file).Select(line => line.Split('\t')))
        {
            var bind = Array.Find(columns, column => column.StartsWith(Bind, StringComparison.Ordinal));
            _bound[columns[0]] = bind is null ? [] : [.. bind[Bind.Length..].Split(',').Select(place => int.Parse(place, CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>The index that covers a folder: in the nearest one above it that has one.</summary>
    public static CaseIndex? Above(string folder)
    {
        for (var at = Path.GetDirectoryName(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            var file = Path.Combine(at, FileName);
            if (File.Exists(file))
            {
                return new CaseIndex(file);
            }
        }

        return null;
    }

    /// <summary>Places of the inputs to be bound; null when the index does not name the case.</summary>
    public IReadOnlyList<int>? BoundInputs(string caseFolder) => _bound.GetValueOrDefault(Path.GetRelativePath(_folder, caseFolder).Replace('\\', '/'));
}
