namespace Whittle.Compression.Native;

/// <summary>Makes the need of a shared library for a symbol version weak, so that the loader accepts a system without it.</summary>
/// <remarks>
/// Two places say that a version is wanted: the need itself (.gnu.version_r, flag VER_FLG_WEAK) and each symbol bound to it (.dynsym, binding STB_WEAK; an
/// unresolved weak symbol is address zero, so this is only right for symbols that are never used). Sections may be stripped, so everything is found by the
/// dynamic segment.
/// </remarks>
internal static class ElfVersionNeeds
{
    private const ulong StringTable = 5;
    private const ulong SymbolTable = 6;
    private const ulong SymbolSize = 11;
    private const ulong VersionOfSymbol = 0x6FFFFFF0;
    private const ulong Needs = 0x6FFFFFFE;
    private const ulong NeedCount = 0x6FFFFFFF;
    private const byte WeakFlag = 2;
    private const byte WeakBinding = 2;

    /// <summary>Edits the image in place. Returns the symbols of that version, or nothing when the library does not need it or needs it only weakly.</summary>
    public static IReadOnlyList<string> Weaken(byte[] image, string version)
    {
        var elf = new ElfImage(image);
        var indexes = WeakenNeeds(elf, version);
        return indexes.Count == 0 ? [] : WeakenSymbols(elf, indexes);
    }

    private static HashSet<int> WeakenNeeds(ElfImage elf, string version)
    {
        var indexes = new HashSet<int>();
        if (elf.Tag(Needs) is null)
        {
            return indexes;
        }

        var strings = elf.Locate(StringTable, "string table");
        var need = elf.Locate(Needs, "table of needed versions");
        for (var i = 0UL; i < (elf.Tag(NeedCount) ?? 0); i++)
        {
            var more = true;
            var entry = Follow(elf, need, 8, ref more);
            for (var j = 0; more && j < elf.ReadUInt16(need + 2); j++)
            {
                var flags = elf.At(entry + 4);
                if ((flags & WeakFlag) == 0 && elf.ReadText(Text(elf, strings, entry + 8)) == version)
                {
                    elf.Write(entry + 4, (byte)(flags | WeakFlag));
                    indexes.Add(elf.ReadUInt16(entry + 6) & 0x7FFF);
                }

                entry = Follow(elf, entry, 12, ref more);
            }

            more = true;
            need = Follow(elf, need, 12, ref more);
            if (!more)
            {
                break;
            }
        }

        return indexes;
    }

    // Links only lead forwards, so a damaged file cannot make a circle; zero is the end of a list.
    private static int Follow(ElfImage elf, int record, int field, ref bool more)
    {
        var step = elf.ReadUInt32(record + field);
        more = step != 0;
        return step < int.MaxValue - record ? record + (int)step : throw new InvalidDataException("A table of needed versions leads out of the ELF file.");
    }

    private static List<string> WeakenSymbols(ElfImage elf, HashSet<int> indexes)
    {
        var strings = elf.Locate(StringTable, "string table");
        var symbols = elf.Locate(SymbolTable, "symbol table");
        var versions = elf.Locate(VersionOfSymbol, "table of symbol versions");
        var size = (int)(elf.Tag(SymbolSize) ?? 24);
        if (size < 24 || strings < symbols)
        {
            throw new InvalidDataException("The symbol table of the ELF file is not followed by its string table.");
        }

        // Nothing counts the dynamic symbols; linkers put the string table right behind them.
        var names = new List<string>();
        for (var i = 0; i < (strings - symbols) / size; i++)
        {
            if (indexes.Contains(elf.ReadUInt16(versions + (2 * i)) & 0x7FFF))
            {
                var symbol = symbols + (i * size);
                elf.Write(symbol + 4, (byte)((WeakBinding << 4) | (elf.At(symbol + 4) & 15)));
                names.Add(elf.ReadText(Text(elf, strings, symbol)));
            }
        }

        return names;
    }

    private static int Text(ElfImage elf, int strings, int field) => (int)Math.Min(int.MaxValue, strings + (long)elf.ReadUInt32(field));
}
