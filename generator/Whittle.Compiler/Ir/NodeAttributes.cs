using Whittle.Compiler.Diagnostics;

namespace Whittle.Compiler.Ir;

/// <summary>Attributes of a node by name, with the defaults at the place of reading. One that is there in another kind than it is read in is an error of the
/// model: the reading methods throw <see cref="ModelException"/>.</summary>
public sealed class NodeAttributes
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(long)] = "an integer",
        [typeof(float)] = "a float",
        [typeof(string)] = "a string",
        [typeof(long[])] = "a list of integers",
        [typeof(float[])] = "a list of floats",
        [typeof(string[])] = "a list of strings",
        [typeof(Tensor)] = "a tensor",
        [typeof(IBody)] = "a graph",
    };

    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The node whose attributes these are, for messages.</summary>
    internal Node? Owner { get; set; }

    /// <summary>Sets a long, float, string, long[], float[], string[], <see cref="Tensor"/> or <see cref="IBody"/>.</summary>
    /// <exception cref="ArgumentException">The value is of another type (an int, for instance, would never be read).</exception>
    public NodeAttributes Set(string name, object value)
    {
        _ = KindOf(value) ?? throw new ArgumentException($"attribute '{name}' cannot be of type {value.GetType()}", nameof(value));
        _values[name] = value;
        return this;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value as it is stored, for copying to another node.</summary>
    public object Get(string name) => _values[name];

    /// <summary>The number, or the nearest int: "to the end" is often written as the greatest long.</summary>
    public int Int(string name, int defaultValue) => Nearest(Get(name, (long)defaultValue));

    public long Long(string name, long defaultValue) => Get(name, defaultValue);

    public bool Flag(string name, bool defaultValue) => Get(name, defaultValue ? 1L : 0L) != 0;

    public float Float(string name, float defaultValue) => Get(name, defaultValue);

    public string String(string name, string defaultValue) => Get(name, defaultValue);

    public int[]? Ints(string name) => Get<long[]?>(name, null) is { } values ? Array.ConvertAll(values, Nearest) : null;

    public long[]? Longs(string name) => Get<long[]?>(name, null);

    public float[]? Floats(string name) => Get<float[]?>(name, null);

    public string[]? Strings(string name) => Get<string[]?>(name, null);

    public Tensor? Tensor(string name) => Get<Tensor?>(name, null);

    public IBody? Body(string name) => Get<IBody?>(name, null);

    public NodeAttributes Clone()
    {
        var clone = new NodeAttributes();
        foreach (var pair in _values)
        {
            clone._values[pair.Key] = pair.Value;
        }

        return clone;
    }

    private static int Nearest(long value) => (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, value));

    private static string? KindOf(object value) => value is IBody ? Kinds[typeof(IBody)] : Kinds.TryGetValue(value.GetType(), out var kind) ? kind : null;

    private T Get<T>(string name, T defaultValue) => !_values.TryGetValue(name, out var value)
        ? defaultValue
        : value is T typed
        ? typed
        : throw new ModelException(
        ErrorIds.UnsupportedForm,
        Owner?.Name ?? "",
        $"The attribute '{name}' of {Owner?.OperatorType} is {KindOf(value)}, where {Kinds[typeof(T)]} is due.",
        "Export the model again; onnx.checker.check_model finds such attributes.");
}
