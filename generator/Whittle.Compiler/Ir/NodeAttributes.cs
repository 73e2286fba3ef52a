namespace Whittle.Compiler.Ir;

/// <summary>Attributes of a node by name, with the defaults at the place of reading.</summary>
public sealed class NodeAttributes
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Sets a long, float, string, long[], float[], string[], <see cref="Tensor"/> or <see cref="IBody"/>; any other kind is kept but cannot be read.</summary>
    public NodeAttributes Set(string name, object value)
    {
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

    private T Get<T>(string name, T defaultValue) => _values.TryGetValue(name, out var value) && value is T typed ? typed : defaultValue;
}
