using System.Reflection;

namespace Whittle.Compiler.Operators;

/// <summary>The operators of this assembly by domain and name.</summary>
public static class OperatorTable
{
    /// <summary>Newest version of ONNX's own operator set that is understood.</summary>
    public const int NewestOpset = 27;

    /// <summary>Domain of the operators that passes introduce.</summary>
    public const string WhittleDomain = "whittle";

    /// <summary>Domain of ONNX Runtime's contributed operators.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    private static readonly Dictionary<(string Domain, string Name), Operator> Table = Assembly.GetExecutingAssembly().GetTypes()
        .Where(type => !type.IsAbstract && typeof(Operator).IsAssignableFrom(type))
        .Select(type => (Operator)Activator.CreateInstance(type)!)
        .ToDictionary(op => (op.Domain, op.Name));

    /// <summary>All operators, ordered by domain and name.</summary>
    public static IEnumerable<Operator> All =>
        Table.Values.OrderBy(op => op.Domain, StringComparer.Ordinal).ThenBy(op => op.Name, StringComparer.Ordinal);

    public static Operator? Find(string domain, string name) => Table.TryGetValue((domain, name), out var op) ? op : null;
}
