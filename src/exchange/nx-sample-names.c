/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Invented names that fit sex, generation and ethnic group, rare characters and surnames included.
 */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

#include <string.h>

/* Common ones first: a place is drawn twice and the smaller one taken. */
static const char *const han_surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵", "孙", "周", "吴", "徐", "于", "马", "高", "郭",
  "林", "宋", "朱", "姜", "崔", "韩", "董", "郑", "何", "胡", "曹", "丁", "隋", "谭", "金",
  "许", "魏", "吕", "梁", "田", "黄", "程", "冯", "潘", "杜", "邹", "曲", "孟", "白", "谷",
  "任", "石", "苏", "罗", "关", "佟", "康", "侯", "唐", "薛", "阎", "贾", "姚", "尹", "范",
  "肖", "付", "邢", "葛", "卢", "袁", "邓", "彭", "蒋", "蔡", "叶", "秦", "史", "顾", "孔",
};

/* Surnames with a reading of their own, double ones and seldom ones: what find must get right. */
static const char *const special_surnames[] = {
  "单",   "解",   "仇",   "曾",   "区",   "查",   "盖",   "缪",   "华",   "翟",
  "乐",   "宁",   "应",   "覃",   "逄",   "冼",   "种",   "黑",   "谌",   "隗",
  "訾",   "纪",   "卜",   "阚",   "那",   "牟",   "逯",   "柏",   "车",   "燕",
  "欧阳", "尉迟", "上官", "诸葛", "司马", "令狐", "长孙", "万俟", "皇甫", "慕容",
  "夏侯", "东方", "淳于", "鲜于", "宿",   "臧",   "过",   "哈",   "晁",   "朴",
};

static const char *const manchu_surnames[]
    = { "关", "佟", "那", "富", "赵", "金", "索", "郎", "赫", "李", "王", "张", "刘", "白", "洪" };
static const char *const korean_surnames[]
    = { "金", "朴", "李", "崔", "郑", "韩", "尹", "许", "全", "南", "玄", "姜" };
static const char *const hui_surnames[] = { "马", "白", "丁", "哈", "沙", "杨", "回", "铁", "撒" };
static const char *const xibe_surnames[] = { "关", "何", "佟", "吴", "安", "富", "那", "郭", "韩" };
static const char *const mongol_surnames[] = { "包", "白", "吴", "韩", "陈", "何", "海", "宝" };

typedef struct
{
  int until; /* last year of birth */
  const char *male;
  const char *female;
} Generation;

/* Given names a generation bore, separated by spaces. */
static const Generation whole_names[] = {
  { 1949,
    "德福 振山 玉山 永贵 长顺 国栋 守义 文才 万春 凤山 殿臣 振东 喜山 庆余 宝山 福林 连山 忠义 "
    "世昌 广财 占山 春林 树林 景林 洪亮 有才 传福 学义 明德 树德 恩田 守信",
    "桂英 秀兰 玉兰 淑珍 素芬 凤英 桂芝 秀英 玉珍 淑兰 桂兰 凤兰 淑芝 秀芝 玉芬 素珍 桂珍 兰英 "
    "秀珍 玉芝 淑清 凤琴 桂荣 淑贤 秀云 玉琴 淑华 雅琴 宝珍 素琴 春兰 翠英" },
  { 1964,
    "建国 国庆 志强 卫东 建军 跃进 和平 援朝 铁军 文革 建华 国强 志刚 永胜 爱民 红军 国华 长江 "
    "胜利 保国 利民 新民 建设 立新 铁民 大伟 庆生 世杰 成林 玉林 宏图 德胜",
    "桂芬 玉华 丽华 淑敏 秀华 建华 凤霞 玉梅 丽娟 桂香 秀芳 淑芬 亚芬 亚琴 丽英 艳华 玉霞 桂琴 "
    "春梅 淑云 亚珍 素华 秀梅 雅芝 慧芳 国芹 淑艳 玉杰 敏华 丽芬 爱华 秀荣" },
  { 1979,
    "勇 军 强 伟 刚 志勇 海涛 立军 洪涛 晓东 大勇 永刚 志伟 建峰 国锋 文军 晓峰 春生 立群 宏伟 "
    "振宇 海波 长春 雪峰 树军 世明 占军 宝军 忠诚 克勤",
    "丽 敏 红 艳 静 秀丽 海燕 艳红 晓红 丽萍 春艳 红梅 丽丽 晓梅 立华 冬梅 艳丽 玉红 亚丽 晓燕 "
    "春玲 淑红 志红 丽杰 文静 立新 雪梅 海英 凤杰 慧敏" },
  { 1994,
    "鹏 磊 超 涛 明 浩 阳 洋 晓明 海龙 志鹏 天宇 文博 俊杰 宏宇 一鸣 世龙 佳明 晓宇 东旭 健 波 "
    "立 帅 凯 振宇 国宇 春雷 雪松 明远",
    "婷 娜 丹 莹 晶 雪 静 倩 佳 琳 婷婷 晓雪 丹丹 晓丹 思佳 美玲 晓晨 文婷 雪莹 晓琳 莉莉 晓敏 "
    "佳慧 明月 海霞 春晓 玲玲 雅楠 欣 迪" },
  { 2009,
    "宇航 浩然 子豪 俊杰 天佑 鑫 家豪 明轩 宇轩 泽宇 博文 嘉伟 思远 志远 一帆 俊熙 皓天 泓宇 "
    "佳俊 睿 昊 宏博 晨阳 旭东 家旺",
    "欣怡 雨欣 佳怡 思琪 雨婷 梦瑶 佳琪 诗涵 欣悦 心怡 思雨 可欣 嘉欣 雨桐 雅婷 紫萱 静怡 若曦 "
    "小雨 语嫣 晓彤 子涵 芷若 佳音 梓萱" },
  { 9999,
    "子轩 浩宇 宇泽 一诺 梓睿 沐辰 奕辰 宇辰 浩轩 子墨 俊熙 铭泽 煜城 锦程 皓轩 嘉懿 泽洋 景行 "
    "星河 子谦 亦凡 明哲 辰逸 书恒 佑安",
    "梓涵 一诺 欣妍 可馨 雨桐 诗涵 依诺 梓萱 沐晴 苡沫 思涵 语桐 若汐 芮涵 佳宁 书瑶 舒窈 晨曦 "
    "语晨 安然 知夏 悦溪 锦瑟 念念 暖暖" },
};

/* First and second characters of a generation's names, joined freely. */
static const Generation first_characters[] = {
  { 1949, "德 振 玉 永 长 国 守 文 万 凤 宝 福 忠 世 广 春 树 景 洪 学 明 恩 庆",
    "桂 秀 玉 淑 素 凤 兰 翠 春 雅 宝 金 月 彩 惠" },
  { 1964, "建 国 志 卫 永 铁 长 新 立 成 宏 庆 世 大 利 保 玉 德",
    "桂 玉 丽 淑 秀 凤 亚 艳 慧 春 素 爱 敏" },
  { 1979, "志 海 立 洪 晓 大 永 建 文 国 宏 振 树 忠", "丽 艳 晓 春 红 海 秀 亚 冬 文 慧 雪 立" },
  { 1994, "晓 海 志 天 文 俊 宏 世 佳 东 明 立 春 振", "晓 思 美 文 雪 佳 雅 明 丹 梦 海 欣" },
  { 2009, "宇 浩 子 俊 家 明 泽 博 嘉 思 志 泓 晨 旭", "欣 雨 佳 思 梦 诗 心 可 嘉 雅 紫 若 语" },
  { 9999, "子 浩 宇 一 梓 沐 奕 俊 铭 锦 皓 嘉 景 辰 书",
    "梓 欣 可 诗 依 沐 思 语 若 芮 佳 书 悦 知" },
};
static const Generation second_characters[] = {
  { 1949, "山 贵 顺 栋 义 才 春 臣 林 财 亮 福 德 田 信 海 生 有",
    "英 兰 珍 芬 芝 清 琴 荣 贤 云 华 香 芳 霞" },
  { 1964, "国 庆 强 东 军 平 华 刚 胜 民 江 利 设 新 林 生 杰",
    "芬 华 敏 霞 梅 娟 香 芳 琴 英 云 艳 杰 荣" },
  { 1979, "勇 涛 军 东 刚 伟 峰 锋 生 群 宇 波 明 诚", "丽 红 燕 萍 艳 梅 华 玲 静 英 敏 杰 娟" },
  { 1994, "明 龙 鹏 宇 博 杰 鸣 旭 雷 松 远 超 阳", "婷 雪 丹 佳 玲 晨 莹 琳 敏 慧 月 楠 欣" },
  { 2009, "航 然 豪 杰 佑 轩 宇 文 远 帆 熙 天 阳 东", "怡 欣 琪 婷 瑶 涵 悦 雨 桐 萱 曦 彤 音" },
  { 9999, "轩 宇 泽 诺 睿 辰 墨 熙 程 懿 洋 行 谦 凡 哲 恒",
    "涵 诺 妍 馨 桐 晴 沫 汐 宁 瑶 晨 然 溪 夏" },
};

/* In the national table of standard characters or in use for names, and a trial for old software.
 */
static const char *const rare_male[]
    = { "䶮", "𬭎", "𬬭", "𬀩", "𪟝", "志䶮", "𫖯", "弘𬭎" };
static const char *const rare_female[] = { "㛃", "婧㛃", "䜣", "㛃儿", "雨䜣" };

static const char *const korean_male[] = { "哲洙", "成浩", "东哲", "永男", "龙洙", "光哲",
                                           "明哲", "昌浩", "虎林", "京日", "成日", "正浩" };
static const char *const korean_female[] = { "英姬", "贞淑", "美兰", "顺玉", "香兰", "今女",
                                             "海英", "明玉", "莲花", "银姬", "美花", "善姬" };
static const char *const mongol_male[]
    = { "巴图", "朝鲁", "那日苏", "巴特尔", "苏和", "哈斯巴根", "额尔敦", "特木尔", "青格勒" };
static const char *const mongol_female[] = { "乌云其其格", "苏日娜", "萨仁图雅", "娜仁花", "其木格",
                                             "通拉嘎",     "阿茹娜", "托娅",     "海日罕" };
static const char *const uyghur_male[]
    = { "买买提江", "艾尔肯", "吐尔逊", "阿不都热合曼", "库尔班", "亚森江", "艾山江", "玉素甫" };
static const char *const uyghur_female[] = { "阿依古丽", "古丽娜尔", "热依汗",   "帕提古丽",
                                             "阿孜古丽", "米热古丽", "努尔比亚", "再娜普" };
static const char *const patronymics[]
    = { "买买提", "吐尔逊", "阿卜杜拉", "艾合买提", "热合曼", "司马义", "库尔班", "肉孜" };

const char *
nx_sample_surname (GRand *rand, const char *ethnic)
{
  if (nx_sample_has_no_surname (ethnic))
    return "";
  if (strcmp (ethnic, "11") == 0)
    return NX_SAMPLE_CHOOSE (rand, manchu_surnames);
  if (strcmp (ethnic, "10") == 0)
    return NX_SAMPLE_CHOOSE (rand, korean_surnames);
  if (strcmp (ethnic, "03") == 0)
    return NX_SAMPLE_CHOOSE (rand, hui_surnames);
  if (strcmp (ethnic, "38") == 0)
    return NX_SAMPLE_CHOOSE (rand, xibe_surnames);
  if (strcmp (ethnic, "02") == 0)
    return nx_sample_chance (rand, 45) ? "" : NX_SAMPLE_CHOOSE (rand, mongol_surnames);
  if (nx_sample_chance (rand, 7))
    return NX_SAMPLE_CHOOSE (rand, special_surnames);
  return han_surnames[MIN (g_rand_int_range (rand, 0, G_N_ELEMENTS (han_surnames)),
                           g_rand_int_range (rand, 0, G_N_ELEMENTS (han_surnames)))];
}

gboolean
nx_sample_has_no_surname (const char *ethnic)
{
  return strcmp (ethnic, "05") == 0;
}

char *
nx_sample_patronymic (GRand *rand)
{
  return g_strdup (NX_SAMPLE_CHOOSE (rand, patronymics));
}

static char *
choose_word (GRand *rand, const Generation *generations, gboolean is_male, int year)
{
  g_auto (GStrv) words = NULL;

  while (generations->until < year)
    generations++;
  words = g_strsplit (is_male ? generations->male : generations->female, " ", -1);
  return g_strdup (words[g_rand_int_range (rand, 0, (gint32)g_strv_length (words))]);
}

static char *
make_han_name (GRand *rand, gboolean is_male, int year)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  /* Such names became usual with computers that can write them. */
  if (nx_sample_chance (rand, year >= 1980 ? 2 : 0))
    return g_strdup (is_male ? NX_SAMPLE_CHOOSE (rand, rare_male)
                             : NX_SAMPLE_CHOOSE (rand, rare_female));
  if (nx_sample_chance (rand, 55))
    return choose_word (rand, whole_names, is_male, year);
  first = choose_word (rand, first_characters, is_male, year);
  second = choose_word (rand, second_characters, is_male, year);
  if (strcmp (first, second) == 0)
    return choose_word (rand, whole_names, is_male, year);
  return g_strconcat (first, second, NULL);
}

char *
nx_sample_given_name (GRand *rand, const char *sex, int year, const char *ethnic)
{
  gboolean is_male = strcmp (sex, "1") == 0;

  if (strcmp (ethnic, "05") == 0)
    return g_strdup (is_male ? NX_SAMPLE_CHOOSE (rand, uyghur_male)
                             : NX_SAMPLE_CHOOSE (rand, uyghur_female));
  if (strcmp (ethnic, "10") == 0 && nx_sample_chance (rand, 70))
    return g_strdup (is_male ? NX_SAMPLE_CHOOSE (rand, korean_male)
                             : NX_SAMPLE_CHOOSE (rand, korean_female));
  /* Asked for with no surname only: see make_name() of the family. */
  if (strcmp (ethnic, "02") == 0)
    return g_strdup (is_male ? NX_SAMPLE_CHOOSE (rand, mongol_male)
                             : NX_SAMPLE_CHOOSE (rand, mongol_female));
  return make_han_name (rand, is_male, year);
}
