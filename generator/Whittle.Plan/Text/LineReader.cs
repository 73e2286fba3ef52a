using System.Text;

namespace Whittle.Plan.Text;

/// <summary>Walks over a plan's text line by line, and over a line token by token. Every failure is a <see cref="PlanFormatException"/> with the line's
/// number.</summary>
internal sealed class LineReader(string text)
{
    private int _position;
    private int _end;
    private int _next;

    /// <summary>Number of the current line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Moves to the next line; false at the end of the text. The last line needs no line feed, and a CR before the LF is not part of the
    /// line.</summary>
    public bool NextLine()
    {
        if (_next >= text.Length)
        {
            return false;
        }

        Line++;
        _position = _next;
        var feed = text.IndexOf('\n', _next);
        _end = feed < 0 ? text.Length : feed;
        _next = _end + 1;
        if (_end > _position && text[_end - 1] == '\r')
        {
            _end--;
        }

        return true;
    }

    public bool AtEnd => _position == _end;

    public char Peek => AtEnd ? '\0' : text[_position];

    public PlanFormatException Error(string message) => new(Math.Max(Line, 1), message);

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Error($"unexpected '{Rest()}'");
        }
    }

    /// <summary>Whether the characters come next.</summary>
    public bool Next(string expected) =>
        _end - _position >= expected.Length && string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    /// <summary>Takes the characters if they come next.</summary>
    public bool Take(string expected)
    {
        if (!Next(expected))
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }

    public void Expect(string expected)
    {
        if (!Take(expected))
        {
            throw Error($"expected '{expected}' but found '{Rest()}'");
        }
    }

    public string Word()
    {
        var start = _position;
        if (PlanWords.IsStart(Peek))
        {
            while (PlanWords.IsPart(Peek))
            {
                _position++;
            }
        }

        return _position > start ? text.Substring(start, _position - start) : throw Error($"expected a name but found '{Rest()}'");
    }

    /// <summary>Words with dots between them.</summary>
    public string Dotted()
    {
        var word = Word();
        while (Take("."))
        {
            word += "." + Word();
        }

        return word;
    }

    /// <summary>A word, or quotes around what is none.</summary>
    public string Name() => Peek == '"' ? String() : Word();

    public string String()
    {
        Expect("\"");
        var close = text.IndexOf('"', _position, _end - _position);
        var escape = close < 0 ? -1 : text.IndexOf('\\', _position, close - _position);
        if (close >= 0 && escape < 0)
        {
            var plain = text.Substring(_position, close - _position);
            _position = close + 1;
            return plain;
        }

        var value = new StringBuilder();
        while (!AtEnd && Peek != '"')
        {
            var character = text[_position++];
            if (character == '\\')
            {
                if (!PlanStrings.TryUnescape(text, _position, _end, out character, out var length))
                {
                    throw Error("a string has an unknown escape");
                }

                _position += length;
            }

            value.Append(character);
        }

        Expect("\"");
        return value.ToString();
    }

    /// <summary>The characters of a number, with sign, point and exponent.</summary>
    public string Number()
    {
        var start = _position;
        while (PlanWords.IsDigit(Peek) || Peek is '-' or '.' || (Peek is 'E' or '+' && _position > start))
        {
            _position++;
        }

        return _position > start ? text.Substring(start, _position - start) : throw Error($"expected a number but found '{Rest()}'");
    }

    public long Integer(long minimum = long.MinValue, long maximum = long.MaxValue)
    {
        var number = Number();
        if (!PlanNumbers.TryParse(number, out long value))
        {
            throw Error($"'{number}' is not an integer");
        }

        return value >= minimum && value <= maximum
            ? value
            : throw Error($"{number} is not between {PlanNumbers.Write(minimum)} and {PlanNumbers.Write(maximum)}");
    }

    public int Int32(int minimum = int.MinValue) => (int)Integer(minimum, int.MaxValue);

    public double Double()
    {
        var number = Number();
        return PlanNumbers.TryParse(number, out double value) ? value : throw Error($"'{number}' is not a number");
    }

    public ElementType Type()
    {
        var word = Word();
        return ElementTypes.TryParse(word, out var type) ? type : throw Error($"'{word}' is not an element type");
    }

    public EquatableArray<int> Shape()
    {
        Expect("[");
        var dimensions = new List<int>();
        while (!Take("]"))
        {
            if (dimensions.Count > 0)
            {
                Expect(", ");
            }

            dimensions.Add(Int32(0));
        }

        return dimensions.ToEquatable();
    }

    private string Rest()
    {
        const int Enough = 40;
        return AtEnd ? "end of line" : text.Substring(_position, Math.Min(Enough, _end - _position));
    }
}
