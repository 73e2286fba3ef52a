using System.Text;

namespace Whittle.Generator.Emit;

/// <summary>Writes indented lines and blocks; every line ends with LF.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _isFirstInBlock = true;

    /// <summary>Writes one or more whole lines, such as a raw string holds, at the present indent.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Replace("\r", "").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _indent).Append(line);
            }

            _text.Append('\n');
        }

        _isFirstInBlock = false;
    }

    /// <summary>A blank line before the next member, unless it is the first of its block.</summary>
    public void Separate()
    {
        if (!_isFirstInBlock)
        {
            _text.Append('\n');
            _isFirstInBlock = true;
        }
    }

    /// <summary>A header, an opening brace, and what is written until the result is disposed.</summary>
    public Scope Block(string header)
    {
        Lines(header);
        Lines("{");
        _indent++;
        _isFirstInBlock = true;
        return new Scope(this);
    }

    public override string ToString() => _text.ToString();

    private void CloseBlock()
    {
        _indent--;
        Lines("}");
    }

    /// <summary>Closes the block when disposed.</summary>
    internal readonly struct Scope(CodeWriter writer) : IDisposable
    {
        public void Dispose() => writer.CloseBlock();
    }
}
