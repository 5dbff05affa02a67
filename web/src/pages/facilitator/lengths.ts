// What a facilitator may choose a clock for, in seconds.
export const round_lengths = [60, 120, 180, 300, 600, 900] as const;
export const speech_lengths = [60, 120, 180, 300, 600] as const;
export const stage_lengths = [120, 300, 600, 900, 1200, 1800, 2700, 3600] as const;
