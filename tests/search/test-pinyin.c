/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks readings, keys and order of names against literals.
 */
#include "nx-pinyin.h"
#include "nx-surname-table.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *expected;
} Case;

/* Every surname named in our reference of Chinese text, with the reading it must have. */
static const Case surnames[] = {
  { "单", "shan" }, { "解", "xie" },   { "仇", "qiu" },  { "曾", "zeng" },  { "区", "ou" },
  { "查", "zha" },  { "盖", "ge" },    { "缪", "miao" }, { "朴", "piao" },  { "任", "ren" },
  { "华", "hua" },  { "翟", "zhai" },  { "乐", "yue" },  { "宁", "ning" },  { "应", "ying" },
  { "石", "shi" },  { "覃", "qin" },   { "逄", "pang" }, { "冼", "xian" },  { "宓", "mi" },
  { "员", "yun" },  { "种", "chong" }, { "黑", "he" },   { "谌", "chen" },  { "召", "shao" },
  { "隗", "wei" },  { "郗", "xi" },    { "贠", "yun" },  { "訾", "zi" },    { "幺", "yao" },
  { "纪", "ji" },   { "卜", "bu" },    { "繁", "po" },   { "钭", "tou" },   { "阚", "kan" },
  { "禤", "xuan" }, { "郇", "huan" },  { "佴", "nai" },  { "芈", "mi" },    { "祭", "zhai" },
  { "晁", "chao" }, { "句", "gou" },   { "折", "she" },  { "燕", "yan" },   { "哈", "ha" },
  { "撒", "sa" },   { "宿", "su" },    { "臧", "zang" }, { "过", "guo" },   { "干", "gan" },
  { "那", "na" },   { "车", "che" },   { "洗", "xian" }, { "葛", "ge" },    { "牟", "mu" },
  { "逯", "lu" },   { "柏", "bai" },   { "尉", "wei" },  { "长", "zhang" }, { "万", "wan" },
  { "單", "shan" }, { "區", "ou" },    { "蓋", "ge" },   { "繆", "miao" },  { "紀", "ji" },
};

static const Case double_surnames[] = {
  { "尉迟", "yu chi" },     { "长孙", "zhang sun" }, { "万俟", "mo qi" },
  { "澹台", "tan tai" },    { "令狐", "ling hu" },   { "呼延", "hu yan" },
  { "司马", "si ma" },      { "欧阳", "ou yang" },   { "诸葛", "zhu ge" },
  { "上官", "shang guan" }, { "皇甫", "huang fu" },  { "夏侯", "xia hou" },
  { "慕容", "mu rong" },    { "轩辕", "xuan yuan" }, { "东方", "dong fang" },
  { "公孙", "gong sun" },   { "南宫", "nan gong" },  { "西门", "xi men" },
  { "端木", "duan mu" },    { "钟离", "zhong li" },  { "宇文", "yu wen" },
  { "鲜于", "xian yu" },    { "闾丘", "lü qiu" },    { "太史", "tai shi" },
  { "申屠", "shen tu" },    { "赫连", "he lian" },   { "濮阳", "pu yang" },
  { "淳于", "chun yu" },    { "单于", "chan yu" },   { "仲孙", "zhong sun" },
  { "歐陽", "ou yang" },    { "乐正", "yue zheng" },
};

static const Case other_readings[] = {
  { "盖亮", "f:gailiang" },
  { "朴英", "f:puying" },
  { "翟志", "f:dizhi" },
  { "乐山", "f:leshan" },
  { "覃静", "f:tanjing" },
  { "宓芳", "f:fufang" },
  { "谌龙", "f:shenlong" },
  { "隗明", "f:kuiming" },
  { "郗云", "f:chiyun" },
  { "郇雪", "f:xunxue" },
  { "牟平", "f:mouping" },
  { "柏林", "f:bolin" },
  { "吕布", "f:lvbu" },
  { "吕布", "f:lubu" },
  { "吕布", "f:lyubu" },
  { "女娲", "f:nyuwa" },
  { "单于明", "f:shanyuming" },
  { "王乐", "f:wangle" },
  { "王乐", "f:wangyue" },
  { "王乐", "i:wy" },
  { "李曾", "f:lizeng" },
  { "张重阳", "f:zhangzhongyang" },
  { "赵朝霞", "f:zhaozhaoxia" },
  { "阿依古丽·买买提", "i:ayglmmt" },
  { "阿依古丽·买买提", "f:maimaiti" },
  { "John Smith", "f:johnsmith" },
  { "John Smith", "f:smith" },
  { "John Smith", "i:js" },
  { "José", "f:jose" },
  { "王A", "f:wanga" },
  { "ＡＢ", "f:ab" },
  { "𬭎𠅤", "f:hongxi" },
};

static const Case names[] = {
  { "单小明", "shan xiao ming" },
  { "林珩", "lin heng" },
  { "林晓岚", "lin xiao lan" },
  { "曾志强", "zeng zhi qiang" },
  { "区永权", "ou yong quan" },
  { "吕布", "lü bu" },
  { "晁盖", "chao gai" },
  { "任重", "ren chong" },
  { "王　芳", "wang fang" },
  { "阿依古丽·买买提", "a yi gu li mai mai ti" },
  { "㛃䶮𬭎𠅤", "jie yan hong xi" },
  { "莫𡐓", "mo kang" },
  { "輋𣒍", "she 𣒍" },
  { "Smith", "smith" },
  { "", "" },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pinyin = nx_pinyin_name (names[i].text);
      g_assert_cmpstr (pinyin, ==, names[i].expected);
    }
}

static void
check_surname (const Case *surname, guint length)
{
  g_autofree char *name = g_strconcat (surname->text, "小明", NULL);
  g_autofree char *expected = g_strconcat (surname->expected, " xiao ming", NULL);
  g_autofree char *pinyin = nx_pinyin_name (name);
  g_assert_cmpstr (pinyin, ==, expected);
  g_assert_cmpuint (nx_surname_table_length (name), ==, length);
}

static void
test_surnames (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surnames); i++)
    check_surname (&surnames[i], 1);
  for (gsize i = 0; i < G_N_ELEMENTS (double_surnames); i++)
    check_surname (&double_surnames[i], 2);
  g_assert_cmpuint (nx_surname_table_length ("东方"), ==, 1);
  g_assert_cmpuint (nx_surname_table_length ("Smith"), ==, 0);
}

static void
test_keys (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_readings); i++)
    {
      g_auto (GStrv) keys = nx_pinyin_keys (other_readings[i].text, NULL);
      if (!g_strv_contains ((const char *const *)keys, other_readings[i].expected))
        g_error ("%s lacks %s", other_readings[i].text, other_readings[i].expected);
    }
}

static void
test_keys_are_letters (void)
{
  static const char *const odd[]
      = { "王1", "𠮷𣒍", "", "·", "آدىل", "王\xff", "ß ﬁ ㎏", "李（小）", NULL };
  for (guint i = 0; odd[i] != NULL; i++)
    {
      g_auto (GStrv) keys = nx_pinyin_keys (odd[i], NULL);
      for (guint j = 0; keys[j] != NULL; j++)
        {
          g_assert_true (keys[j][0] == 'f' || keys[j][0] == 'i');
          g_assert_cmpuint (strspn (keys[j] + 2, "abcdefghijklmnopqrstuvwxyz"), ==,
                            strlen (keys[j] + 2));
          g_assert_cmpuint (strlen (keys[j]), >, 2);
        }
    }
}

static void
test_keys_are_few (void)
{
  g_auto (GStrv) keys = nx_pinyin_keys ("单乐重行朝曾长盖", NULL);
  guint n_full = 0;
  for (guint i = 0; keys[i] != NULL; i++)
    n_full += keys[i][0] == 'f';
  g_assert_cmpuint (n_full, <=, 16);
  g_assert_cmpuint (n_full, >=, 9);
  g_assert_true (g_str_has_prefix (keys[0], "f:shan"));
}

static void
test_correction (void)
{
  static const char *const spelled[]
      = { "tan jing", "Tán Jìng", "tanjing", "TAN  JING", "tan'jing", "tan2 jing4", NULL };
  for (guint i = 0; spelled[i] != NULL; i++)
    {
      g_auto (GStrv) keys = nx_pinyin_keys ("覃静", spelled[i]);
      g_autofree char *key = nx_pinyin_sort_key ("覃静", spelled[i]);
      g_assert_cmpstr (keys[0], ==, "f:tanjing");
      g_assert_true (g_strv_contains ((const char *const *)keys, "f:qinjing"));
      g_assert_true (g_str_has_prefix (key, "tan jing"));
    }
}

static void
test_odd_correction (void)
{
  g_auto (GStrv) split = nx_pinyin_keys ("西安", "xian");
  g_auto (GStrv) umlaut = nx_pinyin_keys ("吕布", "lǚ bù");
  g_auto (GStrv) free_text = nx_pinyin_keys ("王小明", "Sam Wang");
  g_auto (GStrv) script = nx_pinyin_keys ("آدىل", "adil");
  g_auto (GStrv) hostile = nx_pinyin_keys (
      "王小明李小红", "aoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoaoao");
  g_auto (GStrv) invalid = nx_pinyin_keys ("王小明", "\xff");
  g_assert_cmpstr (split[0], ==, "f:xian");
  g_assert_cmpstr (umlaut[0], ==, "f:lvbu");
  g_assert_cmpstr (free_text[0], ==, "f:samwang");
  g_assert_true (g_strv_contains ((const char *const *)free_text, "f:wangxiaoming"));
  g_assert_cmpstr (script[0], ==, "f:adil");
  g_assert_nonnull (hostile[0]);
  g_assert_cmpstr (invalid[0], ==, "f:wangxiaoming");
}

static void
check_order (const char *const *texts, char *(*make) (const char *text))
{
  g_autofree char *before = NULL;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *key = make (texts[i]);
      if (before != NULL && strcmp (before, key) >= 0)
        g_error ("%s does not come after %s", texts[i], texts[i - 1]);
      g_free (before);
      before = key;
    }
}

static char *
make_name_key (const char *name)
{
  return nx_pinyin_sort_key (name, NULL);
}

static void
test_order (void)
{
  static const char *const people[]
      = { "阿依古丽", "丁一",   "𬭎哥", "㛃儿",  "李四",  "李四光", "区文华", "欧阳华",
          "仇明",     "单小明", "王五",    "西安",  "先",    "于海",   "曾志强", "张三",
          "章三",     "张四",   "𣒍明",    "Smith", "Zhang", "（）",   NULL };
  static const char *const addresses[]
      = { "3号楼2单元501", "3号楼2单元1001", "3号楼10单元101", "007号院",    "12号楼1单元101",
          "50号楼",        "丰泽社区",       "工业街2号",      "工业街10号", NULL };
  static const char *const numbers[] = { "1-2-501", "1-10-101", "02-1-101", "99999999999", NULL };
  check_order (people, make_name_key);
  check_order (numbers, nx_sort_key_natural);
  check_order (addresses, nx_sort_key_natural);
}

static void
test_of_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *address = nx_pinyin_of_text ("重庆路3号A座");
  g_autofree char *pinyin = NULL;
  g_assert_cmpstr (address, ==, "chong qing lu 3 hao a zuo");
  for (int i = 0; i < 1000; i++)
    g_string_append (text, "社区");
  pinyin = nx_pinyin_of_text (text->str);
  g_assert_cmpuint (strlen (pinyin), ==, 1000 * strlen ("she qu ") - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/names", test_names);
  g_test_add_func ("/pinyin/surnames", test_surnames);
  g_test_add_func ("/pinyin/keys", test_keys);
  g_test_add_func ("/pinyin/keys-are-letters", test_keys_are_letters);
  g_test_add_func ("/pinyin/keys-are-few", test_keys_are_few);
  g_test_add_func ("/pinyin/correction", test_correction);
  g_test_add_func ("/pinyin/odd-correction", test_odd_correction);
  g_test_add_func ("/pinyin/order", test_order);
  g_test_add_func ("/pinyin/of-text", test_of_text);
  return g_test_run ();
}
