/**
 * The embedded fonts, as files of packages. They have the letters of Latin, Greek and Cyrillic scripts,
 * the signs of all currencies and the narrow spaces of French numbers. The image contains these files of
 * their package only.
 */
export const fontFiles = {
  regular: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  bold: "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
} as const;
