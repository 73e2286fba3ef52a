namespace Whittle.Compression.Weights.Pickle;

/// <summary>Names of the operations of Python's pickletools that are refused, for errors.</summary>
internal static class PickleOperations
{
    public static string Name(byte code) => code switch
    {
        (byte)'i' => "INST",
        (byte)'o' => "OBJ",
        0x81 => "NEWOBJ",
        0x92 => "NEWOBJ_EX",
        0x82 => "EXT1",
        0x83 => "EXT2",
        0x84 => "EXT4",
        (byte)'P' => "PERSID",
        (byte)'I' => "INT",
        (byte)'L' => "LONG",
        0x8B => "LONG4",
        (byte)'F' => "FLOAT",
        (byte)'S' => "STRING",
        (byte)'T' => "BINSTRING",
        (byte)'U' => "SHORT_BINSTRING",
        (byte)'V' => "UNICODE",
        0x8D => "BINUNICODE8",
        (byte)'B' => "BINBYTES",
        (byte)'C' => "SHORT_BINBYTES",
        0x8E => "BINBYTES8",
        0x96 => "BYTEARRAY8",
        0x97 => "NEXT_BUFFER",
        0x98 => "READONLY_BUFFER",
        (byte)'l' => "LIST",
        (byte)']' => "EMPTY_LIST",
        (byte)'a' => "APPEND",
        (byte)'e' => "APPENDS",
        (byte)'d' => "DICT",
        0x8F => "EMPTY_SET",
        0x90 => "ADDITEMS",
        0x91 => "FROZENSET",
        (byte)'0' => "POP",
        (byte)'1' => "POP_MARK",
        (byte)'2' => "DUP",
        (byte)'g' => "GET",
        (byte)'p' => "PUT",
        _ => "without a name",
    };
}
