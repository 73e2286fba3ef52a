namespace Whittle.Compression.Weights.Pickle;

/// <summary>Reads the pickle of a state_dict: a stack machine of which only the operations for dictionaries, tuples, numbers, text and tensors exist.</summary>
internal sealed class Unpickler(byte[] bytes)
{
    private readonly PickleBytes _input = new(bytes);
    private readonly Stack<object?> _stack = new();
    private readonly Dictionary<int, object?> _memo = [];

    /// <summary>The one value of the pickle.</summary>
    public object? Read()
    {
        for (var code = _input.Byte(); code != '.'; code = _input.Byte())
        {
            if (!ReadConstant(code) && !ReadMemory(code) && !ReadContainer(code))
            {
                throw new TensorFileException(
                    $"The pickle has the operation {PickleOperations.Name(code)} (0x{code:X2}), which no state_dict needs, so it is not read.");
            }
        }

        return Pop();
    }

    private bool ReadConstant(byte code)
    {
        switch (code)
        {
            case 0x80:
                _input.Byte();
                return true;
            case 0x95:
                _input.Skip(8);
                return true;
            case (byte)'N':
                return Push(null);
            case 0x88:
            case 0x89:
                return Push(code == 0x88);
            case (byte)'J':
                return Push((long)_input.Int32());
            case (byte)'K':
                return Push((long)_input.Byte());
            case (byte)'M':
                return Push((long)_input.UInt16());
            case 0x8A:
                return Push(_input.Long(_input.Byte()));
            case (byte)'G':
                return Push(_input.Double());
            case (byte)'X':
                return Push(_input.Text(_input.Int32()));
            case 0x8C:
                return Push(_input.Text(_input.Byte()));
            case (byte)'c':
                return Push(Calls.Find(_input.Line(), _input.Line()));
            default:
                return false;
        }
    }

    private bool ReadMemory(byte code)
    {
        switch (code)
        {
            case (byte)'q':
                _memo[_input.Byte()] = Peek();
                return true;
            case (byte)'r':
                _memo[_input.Int32()] = Peek();
                return true;
            case 0x94:
                _memo[_memo.Count] = Peek();
                return true;
            case (byte)'h':
                return Push(Remembered(_input.Byte()));
            case (byte)'j':
                return Push(Remembered(_input.Int32()));
            case (byte)'Q':
                return Push(Calls.Locate(Pop()));
            case 0x93:
                var name = Pop() as string;
                return Push(Calls.Find(Pop() as string ?? "", name ?? ""));
            default:
                return false;
        }
    }

    private bool ReadContainer(byte code)
    {
        switch (code)
        {
            case (byte)'(':
                return Push(new Mark());
            case (byte)')':
                return Push(Array.Empty<object?>());
            case (byte)'t':
                return Push(PopToMark());
            case 0x85:
            case 0x86:
            case 0x87:
                return Push(PopMany(code - 0x84));
            case (byte)'}':
                return Push(new Dictionary<string, object?>());
            case (byte)'s':
                return Set(PopMany(2));
            case (byte)'u':
                return Set(PopToMark());
            case (byte)'R':
                var arguments = Pop();
                return Push(Calls.Run(Pop(), arguments));
            case (byte)'b':
                // The version numbers that torch keeps as an attribute of the dictionary.
                Pop();
                return true;
            default:
                return false;
        }
    }

    private bool Push(object? value)
    {
        _stack.Push(value);
        return true;
    }

    private object? Pop() => _stack.TryPop(out var value) ? value : throw new TensorFileException("The pickle takes more values than it gives.");

    private object? Peek() => _stack.TryPeek(out var value) ? value : throw new TensorFileException("The pickle takes more values than it gives.");

    private object? Remembered(int index) =>
        _memo.TryGetValue(index, out var value) ? value : throw new TensorFileException("The pickle recalls a value that it did not keep.");

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private object?[] PopToMark()
    {
        var values = new List<object?>();
        for (var value = Pop(); value is not Mark; value = Pop())
        {
            values.Add(value);
        }

        values.Reverse();
        return [.. values];
    }

    private bool Set(object?[] pairs)
    {
        if (Peek() is not Dictionary<string, object?> dictionary || pairs.Length % 2 != 0)
        {
            throw new TensorFileException("The pickle puts entries into something that is no dictionary.");
        }

        for (var i = 0; i < pairs.Length; i += 2)
        {
            dictionary[pairs[i] as string ?? throw new TensorFileException("A state_dict names its tensors by text; this file has other keys.")] = pairs[i + 1];
        }

        return true;
    }
}
