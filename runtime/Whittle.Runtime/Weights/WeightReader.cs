using System.Reflection;
using System.Runtime.InteropServices;
using Whittle.Runtime.Memory;
using Whittle.Runtime.Weights.Decoding;

namespace Whittle.Runtime.Weights;

/// <summary>Reads a model's tensors from its embedded weights (<c>docs/weights-format.md</c>). Generated code does so once, at first use.</summary>
public sealed unsafe class WeightReader
{
    private readonly byte* _content;
    private readonly int _length;
    private readonly string _name;
    private readonly WeightEntry[] _entries;

    /// <summary>Keeps the memory behind <see cref="_content"/> alive: the assembly with its resources, or a copy of them.</summary>
    private readonly object? _owner;

    internal WeightReader(byte* content, int length, object? owner, string name)
    {
        _content = content;
        _length = length;
        _owner = owner;
        _name = name;
        _entries = WeightContainer.ReadDirectory(new(content, length), name);
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _entries.Length;

    /// <summary>Opens an embedded resource, in place where the runtime maps it into memory, otherwise by a copy.</summary>
    /// <exception cref="WeightFormatException">The resource is missing or corrupt.</exception>
    public static WeightReader Open(Assembly assembly, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new WeightFormatException(resourceName, $"the assembly {assembly.GetName().Name} has no such embedded resource");
        return Open(stream, assembly, resourceName);
    }

    internal static WeightReader Open(Stream stream, object? owner, string name)
    {
        var length = stream.Length;
        if (length > int.MaxValue)
        {
            throw new WeightFormatException(name, $"they are {length} bytes long, more than {int.MaxValue}");
        }

        if (stream is UnmanagedMemoryStream { Position: 0 } mapped)
        {
            return new(mapped.PositionPointer, (int)length, owner, name);
        }

        var copy = new NativeBuffer<byte>((int)length);
        stream.ReadExactly(copy.Span);
        return new(copy.Pointer, (int)length, copy, name);
    }

    /// <summary>Number of elements of a tensor.</summary>
    public int Length(int index) => Entry(index).Count;

    /// <summary>Stored element type of a tensor.</summary>
    public WeightElementType ElementType(int index) => Entry(index).Type;

    /// <summary>Decodes a tensor into a new array.</summary>
    /// <exception cref="WeightFormatException">The tensor is corrupt or of another type.</exception>
    public T[] Read<T>(int index)
        where T : unmanaged
    {
        var context = Context(index, typeof(T));
        var values = new T[context.Entry.Count];
        fixed (T* first = values)
        {
            Decode(context, (byte*)first, sizeof(T));
        }

        return values;
    }

    /// <summary>Decodes a tensor into memory of exactly its length.</summary>
    /// <exception cref="WeightFormatException">The tensor is corrupt, or of another type or length.</exception>
    public void Read<T>(int index, Span<T> destination)
        where T : unmanaged
    {
        var context = Context(index, typeof(T));
        if (destination.Length != context.Entry.Count)
        {
            throw context.Fail($"the code expects {destination.Length} elements");
        }

        fixed (T* first = destination)
        {
            Decode(context, (byte*)first, sizeof(T));
        }
    }

    /// <summary>The table of a tensor stored as a codebook of at most 256 entries.</summary>
    /// <exception cref="WeightFormatException">The tensor is corrupt, of another type, or not such a codebook.</exception>
    public T[] ReadCodebook<T>(int index)
        where T : unmanaged
    {
        var context = Context(index, typeof(T));
        var table = WeightDecoder.ReadCodebook(Payload(context), context, sizeof(T));
        GC.KeepAlive(_owner);
        return MemoryMarshal.Cast<byte, T>(table).ToArray();
    }

    /// <summary>One index per element into the table of a tensor stored as a codebook of at most 256 entries.</summary>
    /// <exception cref="WeightFormatException">The tensor is corrupt, of another type, or not such a codebook.</exception>
    public byte[] ReadIndices<T>(int index)
        where T : unmanaged
    {
        var context = Context(index, typeof(T));
        var indices = WeightDecoder.ReadIndices(Payload(context), context, sizeof(T));
        GC.KeepAlive(_owner);
        return indices;
    }

    // Everything below the generic methods is compiled once for all types.
    internal void Decode(WeightContext context, byte* destination, int elementBytes)
    {
        WeightDecoder.Read(Payload(context), context, new(destination, checked(context.Entry.Count * elementBytes)), elementBytes);
        GC.KeepAlive(_owner);
    }

    internal ReadOnlySpan<byte> Payload(WeightContext context) => new(_content + context.Entry.Offset, context.Entry.Length);

    internal WeightContext Context(int index, Type element)
    {
        var context = new WeightContext(_name, index, Entry(index));
        return WeightRun.CanRead(context.Entry.Type, element) ? context : throw context.Fail($"the code expects elements of type {element.Name}");
    }

    private WeightEntry Entry(int index) =>
        (uint)index < (uint)_entries.Length ? _entries[index] : throw new WeightFormatException(_name, $"tensor {index} is asked for, there are {_entries.Length}");
}
