namespace Whittle.Onnx.Wire;

/// <summary>Grows an array of numbers while a repeated field is read; no allocation until the first one.</summary>
internal struct NumberBuffer<T>
    where T : unmanaged
{
    private T[]? _items;
    private int _count;

    public void Add(T item)
    {
        _items ??= new T[4];
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = item;
    }

    public T[] ToArray()
    {
        if (_items is null)
        {
            return [];
        }

        if (_items.Length != _count)
        {
            Array.Resize(ref _items, _count);
        }

        return _items;
    }
}
