using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Transposes one plane: destination[r · destinationStride + c] = source[c · sourceStride + r], strides in elements.</summary>
internal static class PlaneTurn
{
    /// <summary>Side of the square that is turned at once: its rows and its columns both stay in the first-level cache.</summary>
    private const int Block = 16;

    /// <summary>The plane in the widest blocks that fit; the edges go in narrower ones, and at last one by one.</summary>
    public static void Run<T>(ref T source, ref T destination, int rows, int columns, int sourceStride, int destinationStride, IsaLevel isa)
        where T : unmanaged
    {
        if (columns == 3)
        {
            Three(ref source, ref destination, rows, sourceStride, destinationStride, isa);
        }
        else if (Unsafe.SizeOf<T>() == sizeof(byte) && BitConverter.IsLittleEndian)
        {
            Bytes(ref Unsafe.As<T, byte>(ref source), ref Unsafe.As<T, byte>(ref destination), rows, columns, sourceStride, destinationStride, isa);
        }
        else if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            Words(ref Unsafe.As<T, float>(ref source), ref Unsafe.As<T, float>(ref destination), rows, columns, sourceStride, destinationStride, isa);
        }
        else
        {
            Elements(ref source, ref destination, rows, columns, sourceStride, destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Elements<T>(ref T source, ref T destination, int rows, int columns, int sourceStride, int destinationStride)
    {
        for (var top = 0; top < rows; top += Block)
        {
            var bottom = Math.Min(top + Block, rows);
            for (var left = 0; left < columns; left += Block)
            {
                var right = Math.Min(left + Block, columns);
                for (var row = top; row < bottom; row++)
                {
                    ref var line = ref Unsafe.Add(ref destination, row * destinationStride);
                    for (var column = left; column < right; column++)
                    {
                        Unsafe.Add(ref line, column) = Unsafe.Add(ref source, (column * sourceStride) + row);
                    }
                }
            }
        }
    }

    /// <summary>Three planes into triples: colour images on their way to channels-last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three<T>(ref T source, ref T destination, int rows, int sourceStride, int destinationStride, IsaLevel isa)
    {
        ref var second = ref Unsafe.Add(ref source, sourceStride);
        ref var third = ref Unsafe.Add(ref second, sourceStride);
        var done = Unsafe.SizeOf<T>() == 1 && destinationStride == 3 && isa >= IsaLevel.Avx512
            ? ByteTriples.Interleave(
                ref Unsafe.As<T, byte>(ref source),
                ref Unsafe.As<T, byte>(ref second),
                ref Unsafe.As<T, byte>(ref third),
                ref Unsafe.As<T, byte>(ref destination),
                rows)
            : 0;
        for (var row = done; row < rows; row++)
        {
            ref var triple = ref Unsafe.Add(ref destination, row * destinationStride);
            triple = Unsafe.Add(ref source, row);
            Unsafe.Add(ref triple, 1) = Unsafe.Add(ref second, row);
            Unsafe.Add(ref triple, 2) = Unsafe.Add(ref third, row);
        }
    }

    private static void Bytes(ref byte source, ref byte destination, int rows, int columns, int sourceStride, int destinationStride, IsaLevel isa)
    {
        var whole = columns - (columns % ByteTurn.Columns);
        var done = 0;
        if (isa >= IsaLevel.Avx512 && whole > 0 && rows >= TurnLanes512.Size)
        {
            done = ByteTurn.Run<TurnLanes512, Vector512<byte>>(ref source, ref destination, rows, whole, sourceStride, destinationStride);
        }

        if (isa >= IsaLevel.Avx2 && whole > 0 && rows - done >= TurnLanes256.Size)
        {
            done += ByteTurn.Run<TurnLanes256, Vector256<byte>>(
                ref Unsafe.Add(ref source, done),
                ref Unsafe.Add(ref destination, done * destinationStride),
                rows - done,
                whole,
                sourceStride,
                destinationStride);
        }

        if (done > 0 && whole < columns)
        {
            ref var from = ref Unsafe.Add(ref source, whole * sourceStride);
            Squares(ref from, ref Unsafe.Add(ref destination, whole), done, columns - whole, sourceStride, destinationStride);
        }

        if (done < rows)
        {
            ref var to = ref Unsafe.Add(ref destination, done * destinationStride);
            Squares(ref Unsafe.Add(ref source, done), ref to, rows - done, columns, sourceStride, destinationStride);
        }
    }

    private static void Words(ref float source, ref float destination, int rows, int columns, int sourceStride, int destinationStride, IsaLevel isa)
    {
        var whole = columns - (columns % WordTurn.Columns);
        var (sourceBytes, destinationBytes) = (sizeof(float) * (nint)sourceStride, sizeof(float) * (nint)destinationStride);
        ref var sourceStart = ref Unsafe.As<float, byte>(ref source);
        ref var destinationStart = ref Unsafe.As<float, byte>(ref destination);
        var done = 0;
        if (isa >= IsaLevel.Avx512 && whole > 0)
        {
            done = WordTurn.Run<TurnLanes512, Vector512<byte>>(ref sourceStart, ref destinationStart, rows, whole, sourceBytes, destinationBytes);
        }

        if (isa >= IsaLevel.Avx2 && whole > 0)
        {
            done += WordTurn.Run<TurnLanes256, Vector256<byte>>(
                ref Unsafe.Add(ref sourceStart, done * sizeof(float)),
                ref Unsafe.Add(ref destinationStart, done * destinationBytes),
                rows - done,
                whole,
                sourceBytes,
                destinationBytes);
        }

        if (done > 0 && whole < columns)
        {
            ref var from = ref Unsafe.Add(ref source, whole * sourceStride);
            Elements(ref from, ref Unsafe.Add(ref destination, whole), done, columns - whole, sourceStride, destinationStride);
        }

        if (done < rows)
        {
            ref var to = ref Unsafe.Add(ref destination, done * destinationStride);
            Elements(ref Unsafe.Add(ref source, done), ref to, rows - done, columns, sourceStride, destinationStride);
        }
    }

    /// <summary>In squares of 8 × 8 bytes; the edges that no square covers go one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares(ref byte source, ref byte destination, int rows, int columns, int sourceStride, int destinationStride)
    {
        var squareRows = rows - (rows % ByteSquare.Side);
        var squareColumns = columns - (columns % ByteSquare.Side);
        for (var row = 0; row < squareRows; row += ByteSquare.Side)
        {
            for (var column = 0; column < squareColumns; column += ByteSquare.Side)
            {
                ByteSquare.Turn(
                    ref Unsafe.Add(ref source, (column * sourceStride) + row),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (row * destinationStride) + column),
                    destinationStride);
            }
        }

        if (squareColumns < columns)
        {
            Elements(
                ref Unsafe.Add(ref source, squareColumns * sourceStride),
                ref Unsafe.Add(ref destination, squareColumns),
                squareRows,
                columns - squareColumns,
                sourceStride,
                destinationStride);
        }

        if (squareRows < rows)
        {
            Elements(
                ref Unsafe.Add(ref source, squareRows),
                ref Unsafe.Add(ref destination, squareRows * destinationStride),
                rows - squareRows,
                columns,
                sourceStride,
                destinationStride);
        }
    }
}
